"""The frameworks that ship can be found, read and trusted."""

from __future__ import annotations

import pytest

from waypost.framework.lattice import routes_from
from waypost.framework.library import file_of, keys, load
from waypost.framework.reading import read_framework


@pytest.mark.parametrize("key", keys())
def test_a_shipped_framework_reads_without_errors_and_is_named_as_its_file(key):
    reading = read_framework(file_of(key))
    assert reading.errors == ()
    assert load(key) == reading.framework
    assert load(key).name == key


@pytest.mark.parametrize("key", keys())
def test_every_level_of_a_shipped_framework_asks_something_and_is_part_of_the_lattice(key):
    framework = load(key)
    reached = {route.level for level in framework.levels for route in routes_from(framework, level.key)}
    for level in framework.levels:
        assert framework.criteria_at(level.key), level.key
        assert level.key in reached or routes_from(framework, level.key), level.key


def test_a_framework_is_read_once_however_often_it_is_asked_for():
    before = load.cache_info().misses
    for key in (*keys(), *keys()):
        load(key)
    assert load.cache_info().misses - before <= len(keys())
    assert load("lattice") is load("lattice")


def test_the_lattice_is_there():
    assert "lattice" in keys()


@pytest.mark.parametrize("key", ["", "nothing", "../lattice", "lattice.yaml"])
def test_a_framework_that_does_not_ship_is_a_key_error(key):
    with pytest.raises(KeyError):
        load(key)
