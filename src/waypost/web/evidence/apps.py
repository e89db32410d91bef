"""The app's name and label."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "waypost.web.evidence"
    label = "evidence"
