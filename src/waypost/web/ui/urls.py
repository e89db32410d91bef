"""The page of components."""

from django.urls import path

from waypost.web.ui.showing import components

app_name = "ui"
urlpatterns = [path("", components, name="components")]
