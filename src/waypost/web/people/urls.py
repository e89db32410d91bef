"""Addresses of people, teams, the import, duties and one's own zone."""

from __future__ import annotations

from django.urls import path

from waypost.web.people import import_views, views

app_name = "people"
urlpatterns = [
    path("", views.people, name="people"),
    path("import/", import_views.people_import, name="people_import"),
    path("import/<uuid:pk>/", import_views.preview, name="people_import_preview"),
    path("import/<uuid:pk>/apply/", import_views.apply, name="people_import_apply"),
    path("duties/", views.duties, name="duties"),
    path("duties/<int:pk>/end/", views.duty_end, name="duty_end"),
    path("zone/", views.zone, name="zone"),
    path("teams/<slug:key>/", views.team, name="team"),
    path("<uuid:pk>/", views.person, name="person"),
    path("<uuid:pk>/left/", views.leaving, name="leaving"),
]
