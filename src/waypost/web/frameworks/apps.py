"""The app's name and label."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "waypost.web.frameworks"
    label = "frameworks"
