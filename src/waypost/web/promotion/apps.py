"""The app's name and label."""

from django.apps import AppConfig


class PromotionConfig(AppConfig):
    name = "waypost.web.promotion"
    label = "promotion"
