"""Addresses of the framework."""

from django.urls import path

from waypost.web.frameworks import publishing_views as publishing
from waypost.web.frameworks import views

app_name = "frameworks"
urlpatterns = [
    path("", views.matrix, name="matrix"),
    path("compare/", views.compare, name="compare"),
    path("lattice/", views.lattice, name="lattice"),
    path("versions/", views.versions, name="versions"),
    path("versions/<uuid:pk>/", views.version, name="version"),
    path("versions/<uuid:pk>/document.yaml", views.version_document, name="version_document"),
    path("publish/", publishing.publish, name="publish"),
    path("publish/now/", publishing.publish_now, name="publish_now"),
    path("publish/draft.yaml", publishing.draft_document, name="publish_draft"),
    path("publish/drop/", publishing.drop, name="publish_drop"),
    # Last, because its two parts are the framework's own keys.
    path("<str:level>/<str:criterion>/", views.expectation, name="expectation"),
]
