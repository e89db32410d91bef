"""The app's name and label."""

from django.apps import AppConfig


class GrowthConfig(AppConfig):
    name = "waypost.web.growth"
    label = "growth"
