"""The app's name and label."""

from django.apps import AppConfig


class CalibrationConfig(AppConfig):
    name = "waypost.web.calibration"
    label = "calibration"
