"""Addresses of promotions."""

from django.urls import path

from waypost.web.promotion.views import assessments, board, cases, decisions, panels, reviews

app_name = "promotion"
urlpatterns = [
    path("", board.board, name="board"),
    path("nominate/<uuid:pk>/", cases.nominate, name="nominate"),
    path("assessments/<uuid:pk>/", assessments.assessment, name="assessment"),
    path("assessments/<uuid:pk>/draft/", assessments.assessment_save, name="assessment_save"),
    path("assessments/<uuid:pk>/decline/", assessments.assessment_decline, name="assessment_decline"),
    path("reviews/<uuid:pk>/", reviews.review, name="review"),
    path("reviews/<uuid:pk>/do/give/", reviews.review_give, name="review_give"),
    path("reviews/<uuid:pk>/<slug:criterion>/", reviews.review_criterion, name="review_criterion"),
    path("seats/<uuid:pk>/leave/", panels.seat_leave, name="seat_leave"),
    path("<uuid:pk>/", cases.case, name="case"),
    path("<uuid:pk>/do/<slug:action>/", cases.case_act, name="case_act"),
    path("<uuid:pk>/claims/", cases.case_claims, name="case_claims"),
    path("<uuid:pk>/ask/", assessments.assessment_ask, name="assessment_ask"),
    path("<uuid:pk>/packet/", cases.packet, name="packet"),
    path("<uuid:pk>/decision/", decisions.decision, name="decision"),
    path("<uuid:pk>/letter/", decisions.letter, name="letter"),
    path("<uuid:pk>/release/", decisions.release, name="release"),
    path("<uuid:pk>/appeal/", decisions.appeal, name="appeal"),
    path("<uuid:pk>/position/", decisions.position, name="position"),
    path("<uuid:pk>/panel/", panels.panel, name="panel"),
    path("<uuid:pk>/panel/take/", panels.seat_take, name="seat_take"),
    path("<uuid:pk>/panel/conflict/", panels.conflict_declare, name="conflict_declare"),
]
