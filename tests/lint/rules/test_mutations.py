"""Structural rules are exact: a planted defect is found at its place, and nothing else is."""

from __future__ import annotations

import pytest
from tests.lint.mutations import FAMILIES, PLANTED, SETTINGS, as_subject

from waypost.framework.library import keys, load
from waypost.lint.linting import lint
from waypost.lint.rule import rules


@pytest.mark.parametrize("key", keys())
def test_the_library_is_silent_even_with_what_is_off_by_default(key):
    linted = lint(as_subject(load(key)), SETTINGS)
    assert [(one.code, one.message) for one in linted.findings] == []
    assert linted.faults == ()


@pytest.mark.parametrize(("key", "plant"), PLANTED, ids=lambda one: getattr(one, "__name__", one))
def test_a_planted_defect_is_found_at_its_place_and_nothing_else(key, plant):
    defect = plant(load(key))
    linted = lint(defect.subject, SETTINGS)
    assert linted.faults == ()
    found = [(one.code, one.criterion, one.level) for one in linted.findings]
    assert found == [(defect.code, defect.criterion, defect.level)], [one.message for one in linted.findings]


def test_every_structural_rule_has_a_defect_planted():
    ours = {code for code in rules() if code.startswith(FAMILIES)} - {"STR001"}
    assert {plant(load(key)).code for key, plant in PLANTED} == ours
