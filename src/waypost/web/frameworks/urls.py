"""Addresses of the framework."""

from django.urls import path

from waypost.web.frameworks import comments_views as comments
from waypost.web.frameworks import drafts_views as drafts
from waypost.web.frameworks import exports_views as exports
from waypost.web.frameworks import findings_views as findings
from waypost.web.frameworks import impact_views as impact
from waypost.web.frameworks import proposals_views as proposals
from waypost.web.frameworks import publishing_views as publishing
from waypost.web.frameworks import views

app_name = "frameworks"
urlpatterns = [
    path("", views.matrix, name="matrix"),
    path("compare/", views.compare, name="compare"),
    path("lattice/", views.lattice, name="lattice"),
    path("search/", views.search, name="search"),
    path("exports/", exports.exports, name="exports"),
    path("exports/<slug:form>/", exports.export, name="export"),
    path("versions/", views.versions, name="versions"),
    path("versions/<uuid:pk>/", views.version, name="version"),
    path("versions/<uuid:pk>/document.yaml", views.version_document, name="version_document"),
    path("versions/<uuid:pk>/affected/", impact.version_impact, name="version_impact"),
    path("versions/<uuid:pk>/findings/", findings.version_findings, name="version_findings"),
    path("drafts/", drafts.draft_list, name="drafts"),
    path("drafts/new/", drafts.draft_new, name="draft_new"),
    path("drafts/<uuid:pk>/", drafts.draft, name="draft"),
    path("drafts/<uuid:pk>/affected/", impact.draft_impact, name="draft_impact"),
    path("drafts/<uuid:pk>/findings/", findings.draft_findings, name="draft_findings"),
    path("drafts/<uuid:pk>/findings/typed/", findings.draft_typed, name="draft_typed"),
    path("drafts/<uuid:pk>/edit/", drafts.draft_edit, name="draft_edit"),
    path("drafts/<uuid:pk>/edit/save/", drafts.draft_autosave, name="draft_autosave"),
    path("drafts/<uuid:pk>/document.yaml", drafts.draft_document, name="draft_document"),
    path("drafts/<uuid:pk>/table/", drafts.draft_table, name="draft_table"),
    path("drafts/<uuid:pk>/do/<slug:action>/", drafts.draft_do, name="draft_do"),
    path("drafts/<uuid:pk>/review/", publishing.review_ask, name="review_ask"),
    path("drafts/<uuid:pk>/publish/", publishing.publish, name="publish"),
    path("drafts/<uuid:pk>/at/<str:level>/<str:criterion>/", drafts.draft_expectation, name="draft_expectation"),
    path("drafts/<uuid:pk>/at/<str:level>/<str:criterion>/edit/", drafts.draft_cell, name="draft_cell"),
    path("drafts/<uuid:pk>/at/<str:level>/<str:criterion>/comment/", comments.draft_comment, name="draft_comment"),
    path("reviews/<uuid:pk>/", publishing.review_answer, name="review_answer"),
    path("comments/", comments.comment_list, name="comments"),
    path("comments/<uuid:pk>/", comments.comment, name="comment"),
    path("comments/<uuid:pk>/take-back/", comments.comment_take_back, name="comment_take_back"),
    path("proposals/", proposals.proposal_list, name="proposals"),
    path("proposals/<uuid:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<uuid:pk>/withdraw/", proposals.proposal_withdraw, name="proposal_withdraw"),
    path("<str:level>/<str:criterion>/comment/", comments.comment_new, name="comment_new"),
    path("<str:level>/<str:criterion>/suggest/", proposals.propose, name="propose"),
    # Last, because its two parts are the framework's own keys.
    path("<str:level>/<str:criterion>/", views.expectation, name="expectation"),
]
