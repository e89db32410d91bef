"""Addresses of the journal."""

from __future__ import annotations

from django.urls import path

from waypost.web.journal import views

app_name = "journal"
urlpatterns = [
    path("", views.journal, name="journal"),
    path("mine/", views.my_journal, name="my_journal"),
]
