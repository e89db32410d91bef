"""Addresses of the home page, its explanations and the notices."""

from django.urls import path

from waypost.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("how/", views.how, name="how"),
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="notices_read"),
    path("notices/<uuid:address>/", views.notice_open, name="notice_open"),
]
