"""The app's name and label."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "waypost.web.journal"
    label = "journal"
