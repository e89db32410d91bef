"""The app's name and label."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "waypost.web.ui"
    label = "ui"
