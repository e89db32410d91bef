"""The frame around every page, and the pages that say no."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import Settings

from waypost.web.people.models import Person

pytestmark = pytest.mark.urls("tests.web.ui.addresses")


def test_the_page_of_components_is_for_everybody_signed_in(signed_in: Client) -> None:
    answer = signed_in.get("/ui/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.count("<h1") == 1
    assert "<title>Components · Waypost</title>" in text
    assert len(answer.content) < 60_000
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in() -> None:
    answer = Client().get("/ui/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/ui/")


def test_the_frame_has_its_landmarks_and_a_way_past_them(signed_in: Client, ada: Person) -> None:
    text = signed_in.get("/ui/").content.decode()
    body = text[text.index("<body") :]
    assert body.index('<a class="skip" href="#content">') < body.index("<header")
    assert '<main id="content"' in body
    assert body.count("<main") == body.count("<header") == body.count("<footer") == 1
    assert "Ada &lt;Okafor&gt;" in body
    assert f'href="/people/{ada.pk}/"' in body
    assert '<form method="post" action="/account/logout/">' in body
    assert body.count('aria-current="page"') == 0


def test_the_place_where_one_is_says_so(signed_in: Client) -> None:
    from waypost.web.ui.context import places

    assert [place.title for place in places("/promotions/1/") if place.current] == ["Promotions"]
    assert [place.title for place in places("/") if place.current] == ["Home"]
    assert [place.title for place in places("/ui/") if place.current] == []
    keys = [place.key for place in places("/")]
    assert len(keys) == len(set(keys)), "every place has a key of its own"


@pytest.mark.parametrize("demo", [True, False])
def test_a_demonstration_is_marked_on_every_page(signed_in: Client, settings: Settings, demo: bool) -> None:
    settings.DEMO = demo
    assert ("Demonstration" in signed_in.get("/ui/").content.decode()) is demo


def test_what_is_not_there_says_nothing_more(signed_in: Client) -> None:
    answer = signed_in.get("/nowhere/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()
    assert "nowhere" not in answer.content.decode()
    assert "data-settled" not in answer.content.decode(), "a draft that was sent here is not given up"


def test_a_fault_is_told_without_asking_the_database(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise DatabaseError

    monkeypatch.setattr("waypost.web.ui.context.Notice.objects.visible_to", broken)
    answer = signed_in.get("/failed/")
    assert answer.status_code == 500
    assert "Something failed here" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_with_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/")
    assert answer.status_code == 403
    assert "earlier session" in answer.content.decode()


def test_htmx_keeps_no_pages_and_adds_no_styles(signed_in: Client) -> None:
    text = signed_in.get("/ui/").content.decode()
    config = re.findall(r"name=\"htmx-config\" content='([^']+)'", text)[0]
    assert '"includeIndicatorStyles":false' in config
    assert '"allowEval":false' in config
    assert '"historyCacheSize":0' in config
