"""Who gets in: people on the list who have not left, by their address; and what everybody else hears."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests.web.cast import Cast, signed_in

from waypost.web.people.models import Person
from waypost.web.people.signing_in import PresentPeopleBackend, origin_of

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def no_attempts_before() -> None:
    """The library counts attempts in the cache."""
    cache.clear()


@pytest.fixture
def ada(cast: Cast) -> Person:
    cast.ada.set_password(PASSWORD)
    cast.ada.save()
    return cast.ada


def sign_in(browser: Client, email: str = "ada@example.org", password: str = PASSWORD) -> int:
    return browser.post("/account/login/", {"login": email, "password": password}).status_code


def worked_off() -> None:
    """What was handed to the worker is done."""
    for queued in DBTaskResult.objects.filter(status=TaskResultStatus.READY):
        queued.task.call(*queued.args_kwargs["args"], **queued.args_kwargs["kwargs"])


def is_in(browser: Client) -> bool:
    return browser.get("/people/").status_code == 200


def test_the_address_and_password_open_whatever_the_case_and_the_session_key_rotates(ada: Person) -> None:
    browser = Client()
    browser.get("/account/login/")
    browser.session.save()
    browser.cookies["waypost"] = "planted0planted0planted0planted0"

    assert sign_in(browser, "ADA@Example.org") == 302
    assert is_in(browser)
    assert browser.cookies["waypost"].value != "planted0planted0planted0planted0"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.org", "wrong"),
        ("nobody@example.org", PASSWORD),
        ("mia@example.org", PASSWORD),
        ("", ""),
        ("ada", "x"),
    ],
    ids=["wrong password", "unknown", "left", "empty", "no address"],
)
def test_everybody_else_stays_out(ada: Person, cast: Cast, email: str, password: str) -> None:
    cast.mia.set_password(PASSWORD)
    cast.mia.save()
    browser = Client()

    assert sign_in(browser, email, password) == 200
    assert not is_in(browser)


def test_a_leaver_an_unknown_address_and_a_wrong_password_hear_the_same(ada: Person, cast: Cast) -> None:
    cast.mia.set_password(PASSWORD)
    cast.mia.save()

    def answer(email: str, password: str) -> str:
        page = Client().post("/account/login/", {"login": email, "password": password}).content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page).replace(email, "")

    assert (
        answer("ada@example.org", "wrong")
        == answer("nobody@example.org", PASSWORD)
        == answer("mia@example.org", PASSWORD)
    )


def test_an_unknown_address_costs_one_hashing_as_a_known_one_does(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed: list[str] = []
    original = MD5PasswordHasher.encode

    def encode(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return original(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    counts = []
    for email in ("ada@example.org", "nobody@example.org", "ben@example.org", "mia@example.org"):
        hashed.clear()
        PresentPeopleBackend().authenticate(RequestFactory().post("/"), email=email, password="wrong")
        counts.append(len(hashed))
    assert counts == [1, 1, 1, 1]


def test_whoever_leaves_is_out_at_the_next_request(ada: Person, cast: Cast) -> None:
    browser = Client()
    sign_in(browser)
    assert is_in(browser)
    Person.objects.filter(pk=ada.pk).update(left_on=cast.now.date())

    assert not is_in(browser)
    assert PresentPeopleBackend().get_user(ada.pk) is None


def test_too_many_wrong_passwords_lock_that_address_from_there_and_nobody_else(ada: Person, cast: Cast) -> None:
    cast.ben.set_password(PASSWORD)
    cast.ben.save()
    request = RequestFactory().post("/account/login/")
    for _ in range(10):
        authenticate(request, email="ada@example.org", password="wrong")

    assert authenticate(RequestFactory().post("/"), email="ada@example.org", password=PASSWORD) is None
    locked = Client().post("/account/login/", {"login": "Ada@example.org", "password": PASSWORD})
    assert (locked.status_code, "Too many attempts" in locked.content.decode()) == (429, True)
    assert authenticate(RequestFactory().post("/"), email="ben@example.org", password=PASSWORD) == cast.ben


def test_wrong_passwords_from_one_place_are_throttled_whoever_they_are_for(ada: Person) -> None:
    said = [
        Client().post("/account/login/", {"login": f"nobody{i}@example.org", "password": "wrong"}).content.decode()
        for i in range(21)
    ]
    assert ["Too many" in page for page in (said[0], said[19], said[20])] == [False, False, True]


def test_nobody_is_shut_out_by_what_others_try_from_elsewhere(ada: Person) -> None:
    for i in range(25):
        sign_in(Client(REMOTE_ADDR=f"198.51.100.{i}"), password="wrong")
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7")) == 302


def test_a_password_is_set_by_mail_once(cast: Cast) -> None:
    Client().post("/account/password/reset/", {"email": " Ada@example.org"})
    assert mail.outbox == []
    worked_off()
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", str(letter.body))
    assert link
    browser = Client()
    form = browser.get(link[1], follow=True).redirect_chain[-1][0]

    answer = browser.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert answer["Location"] == "/account/password/reset/key/done/"
    assert sign_in(Client()) == 302
    assert "no longer works" in Client().get(link[1], follow=True).content.decode()


@pytest.mark.parametrize("email", ["nobody@example.org", "mia@example.org"])
def test_no_mail_goes_to_the_unknown_or_to_leavers_and_the_page_says_the_same(cast: Cast, email: str) -> None:
    with CaptureQueriesContext(connection) as for_known:
        known = Client().post("/account/password/reset/", {"email": "ada@example.org"})
    DBTaskResult.objects.all().delete()
    with CaptureQueriesContext(connection) as for_other:
        answer = Client().post("/account/password/reset/", {"email": email})
    worked_off()

    assert (answer.status_code, answer["Location"]) == (known.status_code, known["Location"])
    assert mail.outbox == []
    assert len(for_other) == len(for_known)
    assert not any("people_person" in query["sql"] for query in for_known)


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_inactive", "socialaccount_connections"])
def test_what_this_organisation_does_not_offer_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "path", ["/account/signup/", "/account/email/", "/account/social/signup/", "/account/3rdparty/"]
)
def test_nor_can_it_be_guessed(cast: Cast, path: str) -> None:
    assert signed_in(cast.ada).get(path).status_code == 404


ACCOUNT_PAGES = (
    "/account/",
    "/account/logout/",
    "/account/password/change/",
    "/account/reauthenticate/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
)
OPEN_PAGES = ("/account/login/", "/account/password/reset/", "/account/password/reset/done/")


@pytest.mark.parametrize("path", [*ACCOUNT_PAGES, *OPEN_PAGES])
def test_account_pages_are_whole_pages_in_our_look_without_anything_inline(ada: Person, path: str) -> None:
    browser = Client()
    if path in ACCOUNT_PAGES:
        sign_in(browser)
        browser.post("/account/reauthenticate/", {"password": PASSWORD})
    answer = browser.get(path)
    page = answer.content.decode()

    assert answer.status_code == 200, answer.get("Location")
    assert page.count("<h1") == 1
    assert "ui/waypost.css" in page
    assert not re.search(r'style="| on[a-z]+="|javascript:', page)
    assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", page))
    assert "'unsafe" not in answer["Content-Security-Policy"]


def test_a_second_factor_is_asked_for_after_the_password(ada: Person) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(ada, generate_totp_secret())
    browser = Client()
    answer = browser.post("/account/login/", {"login": "ada@example.org", "password": PASSWORD})

    assert answer["Location"] == "/account/2fa/authenticate/"
    page = browser.get(answer["Location"]).content.decode()
    assert page.count("<h1") == 1
    assert "recovery codes" in page
    assert not is_in(browser)
    for path in ("/account/2fa/", "/account/2fa/recovery-codes/"):
        assert browser.get(path).status_code == 302


def test_attempts_are_counted_by_the_client_behind_our_proxy_and_not_by_what_a_client_claims() -> None:
    request = RequestFactory().post("/", headers={"x-forwarded-for": "6.6.6.6, 192.0.2.7"}, REMOTE_ADDR="10.0.0.1")

    assert origin_of(request) == "10.0.0.1"
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        assert origin_of(request) == "192.0.2.7"
