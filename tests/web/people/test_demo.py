"""Signing in as anybody: in demo mode alone."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.conf import settings
from django.test import Client, RequestFactory, override_settings
from django.urls import NoReverseMatch, include, path, reverse
from tests.web.cast import Cast

from waypost.refusal import NotVisible
from waypost.web.people import demo_views

pytestmark = pytest.mark.django_db

real = import_module(settings.ROOT_URLCONF)
urlpatterns = [*real.urlpatterns, path("demo/", include("waypost.web.people.demo_urls"))]
handler404 = real.handler404


class Introduced:
    """One of the cast, as the demo introduces them."""

    def __init__(self, email: str, says: str) -> None:
        self.email, self.says = email, says


CAST = (
    Introduced("ada@example.org", "the candidate"),
    Introduced("eli@example.org", "product"),
    Introduced("hana@example.org", "people operations"),
    Introduced("nobody@example.org", "not made yet"),
    Introduced("mia@example.org", "has left"),
)


def test_without_demo_mode_the_address_does_not_exist(cast: Cast) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("demo_sign_in")
    for answer in (Client().get("/demo/sign-in/"), Client().post("/demo/sign-in/", {"person": str(cast.ada.pk)})):
        assert answer.status_code == 404
    with pytest.raises(NotVisible):
        demo_views.sign_in(RequestFactory().get("/demo/sign-in/"))


class TestDemo:
    @pytest.fixture(autouse=True)
    def demo(self) -> Iterator[None]:
        with override_settings(ROOT_URLCONF=__name__, DEMO=True, DEMO_CAST=f"{__name__}.CAST"):
            yield

    def test_the_cast_is_introduced_in_groups_and_the_page_is_loudly_marked(self, cast: Cast) -> None:
        answer = Client().get("/demo/sign-in/")

        assert [(title, [one.person.name for one in choices]) for title, choices in answer.context["groups"]] == [
            ("Engineering", ["Ada Lindqvist"]),
            ("Product, design, business", ["Eli Brandt"]),
            ("Running it", ["Hana Kobayashi"]),
        ]
        assert "there are no passwords" in answer.content.decode()

    def test_one_click_signs_in_and_rotates_the_session(self, cast: Cast) -> None:
        browser = Client()
        browser.get("/demo/sign-in/")
        answer = browser.post("/demo/sign-in/", {"person": str(cast.ada.pk), "next": "/people/"})
        first = browser.cookies["waypost"].value

        assert (answer.status_code, answer["Location"]) == (302, "/people/")
        assert browser.get("/people/").context["user"] == cast.ada
        browser.post("/demo/sign-in/", {"person": str(cast.ben.pk)})
        assert browser.get("/people/").context["user"] == cast.ben
        assert browser.cookies["waypost"].value != first

    def test_everybody_else_is_found_by_name(self, cast: Cast) -> None:
        found = Client().get("/demo/sign-in/", {"q": "lena"}).context["found"]

        assert [position.person.name for position in found] == ["Lena Fischer"]
        assert "Nobody here is called" in Client().get("/demo/sign-in/", {"q": "mia"}).content.decode()

    @pytest.mark.parametrize("person", ["", "no-uuid", "00000000-0000-4000-8000-000000000000"])
    def test_nobody_else_can_be_signed_in_as(self, cast: Cast, person: str) -> None:
        assert Client().post("/demo/sign-in/", {"person": person}).status_code == 404

    def test_not_even_here_does_a_leaver_come_in(self, cast: Cast) -> None:
        assert Client().post("/demo/sign-in/", {"person": str(cast.mia.pk)}).status_code == 404

    def test_nobody_is_sent_to_another_site(self, cast: Cast) -> None:
        data = {"person": str(cast.ada.pk), "next": "https://evil.example/"}

        assert Client().post("/demo/sign-in/", data)["Location"] == "/"
        assert "evil" not in Client().get("/demo/sign-in/", {"next": "//evil.example"}).content.decode()

    def test_a_word_that_is_no_path_is_an_address_and_no_name_of_a_view(self, cast: Cast) -> None:
        answer = Client().post("/demo/sign-in/", {"person": str(cast.ada.pk), "next": "people"})
        assert (answer.status_code, answer.headers["Location"]) == (302, "people")
