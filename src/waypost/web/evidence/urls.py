"""Addresses of evidence."""

from django.urls import path

from waypost.web.evidence.views import attesting, claims, composing, scope

app_name = "evidence"
urlpatterns = [
    path("", claims.claims, name="claims"),
    path("new/", composing.claim_new, name="claim_new"),
    path("so-what/", composing.so_what, name="so_what"),
    path("confirm/<uuid:pk>/", attesting.attestation, name="attestation"),
    path("scope/", scope.scope, name="scope"),
    path("scope/edit/", scope.scope_edit, name="scope_edit"),
    path("scope/<uuid:pk>/", scope.scope_document, name="scope_document"),
    path("<uuid:pk>/", claims.claim, name="claim"),
    path("<uuid:pk>/edit/", composing.claim_edit, name="claim_edit"),
    path("<uuid:pk>/draft/", composing.claim_autosave, name="claim_autosave"),
    path("<uuid:pk>/record/", claims.claim_record, name="claim_record"),
    path("<uuid:pk>/withdraw/", claims.claim_withdraw, name="claim_withdraw"),
    path("<uuid:pk>/take-back/", claims.claim_take_back, name="claim_take_back"),
    path("<uuid:pk>/ask/", attesting.claim_ask, name="claim_ask"),
]
