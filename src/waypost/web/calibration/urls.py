"""Addresses of calibration."""

from django.urls import path

from waypost.web.calibration.views import entries, measured, sessions

app_name = "calibration"
urlpatterns = [
    path("", sessions.sessions, name="sessions"),
    path("new/", sessions.session_new, name="session_new"),
    path("how-it-is-measured/", measured.explained, name="explained"),
    path("measured/<uuid:entry>/", measured.measured_case, name="measured_case"),
    path("<uuid:pk>/", sessions.session, name="session"),
    path("<uuid:pk>/measured/", measured.measured, name="measured"),
    path("<uuid:pk>/measured/<int:number>/", measured.measured, name="measured_then"),
    path("<uuid:pk>/raters/", measured.raters, name="raters"),
    path("<uuid:pk>/do/<slug:step>/", sessions.session_act, name="session_act"),
    path("<uuid:pk>/cases/<uuid:entry>/", entries.entry, name="entry"),
    path("<uuid:pk>/cases/<uuid:entry>/preview/", entries.preview, name="preview"),
    path("<uuid:pk>/cases/<uuid:entry>/rating/", entries.rating_change, name="rating_change"),
    path("<uuid:pk>/cases/<uuid:entry>/note/", entries.room_note, name="room_note"),
    path("<uuid:pk>/cases/<uuid:entry>/outcome/", entries.room_outcome, name="room_outcome"),
]
