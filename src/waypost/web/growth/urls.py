"""Addresses of growth."""

from django.urls import path

from waypost.web.growth.views import endings, growing, plans, questions

app_name = "growth"
urlpatterns = [
    path("", growing.growth, name="growth"),
    path("goal/", growing.goal_set, name="goal_set"),
    path("goal/newer/", growing.goal_newer, name="goal_newer"),
    path("feedback/", growing.feedback, name="feedback"),
    path("feedback/give/", growing.feedback_give, name="feedback_give"),
    path("questions/ask/", questions.question_ask, name="question_ask"),
    path("questions/<uuid:pk>/", questions.question, name="question"),
    path("questions/<uuid:pk>/draft/", questions.question_autosave, name="question_autosave"),
    path("plans/<uuid:pk>/", plans.plan, name="plan"),
    path("plans/<uuid:pk>/edit/", plans.plan_edit, name="plan_edit"),
    path("plans/<uuid:pk>/draft/", plans.plan_autosave, name="plan_autosave"),
    path("plans/<uuid:pk>/open/", plans.plan_open, name="plan_open"),
    path("plans/<uuid:pk>/check-in/", plans.plan_check_in, name="plan_check_in"),
    path("plans/<uuid:pk>/done/", endings.plan_done, name="plan_done"),
    path("plans/<uuid:pk>/done/agree/", endings.plan_agree, name="plan_agree"),
    path("plans/<uuid:pk>/done/take-back/", endings.plan_take_back, name="plan_take_back"),
    path("commitments/<uuid:address>/mark/", plans.commitment_mark, name="commitment_mark"),
]
