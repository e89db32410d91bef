"""The app's name and label."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "waypost.web.people"
    label = "people"
