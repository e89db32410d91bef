"""Signing in as anybody. These addresses exist in demo mode alone."""

from __future__ import annotations

from django.urls import path

from waypost.web.people import demo_views

urlpatterns = [path("sign-in/", demo_views.sign_in, name="demo_sign_in")]
