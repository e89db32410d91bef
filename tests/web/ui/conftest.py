"""Templates drawn alone, and somebody who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client, RequestFactory

from waypost.web.people.models import Person

Draw = Callable[..., str]


@pytest.fixture
def draw() -> Draw:
    """Draws template text with values, as for a request without anybody."""

    def drawn(text: str, **values: object) -> str:
        return str(engines["django"].from_string(text).render(values, RequestFactory().get("/")))

    return drawn


@pytest.fixture
def ada(db: None) -> Person:
    """The candidate."""
    return Person.objects.create(
        number="1", name="Ada <Okafor>", email="ada@northwind.test", joined_on=date(2020, 1, 1)
    )


@pytest.fixture
def signed_in(ada: Person) -> Client:
    """A browser in which Ada is signed in."""
    client = Client()
    client.force_login(ada, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client
