"""Where things of a case are seen, and where what is missing is mended."""

from __future__ import annotations

from django.urls import reverse

from waypost.web.promotion.models import Assessment, Case


def case_place(case: Case) -> str:
    """The page of a case."""
    return reverse("promotion:case", args=[case.pk])


def panel_place(case: Case) -> str:
    """The page where the panels of a case are seated."""
    return reverse("promotion:panel", args=[case.pk])


def assessment_place(assessment: Assessment) -> str:
    """The page of one assessment, which is its author's."""
    return reverse("promotion:assessment", args=[assessment.pk])
