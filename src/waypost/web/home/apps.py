"""The app's name and label."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "waypost.web.home"
    label = "home"
