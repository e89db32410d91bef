"""The import in the browser: give a list, look, apply; and what is said when it cannot be."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from tests.web.cast import Cast, signed_in

from waypost.web.journal.models import Event
from waypost.web.people.models import PeopleImport, Person

pytestmark = pytest.mark.django_db


def give(cast: Cast, who: str = "hana", **fields: object) -> HttpResponse:
    return signed_in(cast.people[who]).post("/people/import/", {"in_force_on": cast.now.date().isoformat(), **fields})


def csv(text: str | bytes, name: str = "people.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode(), content_type="text/csv")


def test_a_file_or_a_pasted_list_leads_to_its_preview_and_applying_does_exactly_that(cast: Cast) -> None:
    answer = give(cast, file=csv("\ufeffid;title\r\nP003;Lead Engineer\r\n"))
    preview = signed_in(cast.hana).get(answer["Location"])

    page = preview.content.decode()
    assert all(words in page for words in ("Lead Engineer", "Ada Lindqvist", "Apply exactly this", "people.csv"))
    digest = preview.context["plan"].digest
    applied = signed_in(cast.hana).post(f"{answer['Location']}apply/", {"digest": digest})
    assert (applied.status_code, applied["Location"]) == (302, "/people/")
    assert cast.ada.positions.filter(until_day=None).get().title == "Lead Engineer"
    assert "was applied" in signed_in(cast.hana).get(answer["Location"]).content.decode()


def test_errors_stand_with_their_lines_and_there_is_nothing_to_apply(cast: Cast) -> None:
    answer = give(cast, pasted="id\tmanager\nP003\tP003\nP004\tP999\n")
    page = signed_in(cast.hana).get(answer["Location"]).content.decode()

    assert "Nobody is their own manager." in page
    assert "Nobody has the id “P999”." in page
    assert "Apply exactly this" not in page


def test_what_changed_meanwhile_is_shown_anew_with_409(cast: Cast) -> None:
    place = give(cast, pasted="id,title\nP003,Lead\n")["Location"]
    digest = signed_in(cast.hana).get(place).context["plan"].digest
    Person.objects.filter(pk=cast.ada.pk).update(name="Ada Renamed")

    answer = signed_in(cast.hana).post(f"{place}apply/", {"digest": digest})
    assert answer.status_code == 409
    assert "Ada Renamed" in answer.content.decode()
    assert answer.context["plan"].digest != digest
    assert cast.ada.positions.count() == 1


def test_applying_twice_leads_to_the_first_result(cast: Cast) -> None:
    place = give(cast, pasted="id,title\nP003,Lead\n")["Location"]
    digest = signed_in(cast.hana).get(place).context["plan"].digest

    for _ in range(2):
        assert signed_in(cast.hana).post(f"{place}apply/", {"digest": digest, "once": "k"}).status_code == 302
    assert Event.objects.filter(kind="people.imported").count() == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Give either a file or the pasted list"),
        ({"pasted": "  \n"}, "Give either a file or the pasted list"),
        ({"pasted": "id\nP1\n", "file": csv("id\nP1\n")}, "Give either a file or the pasted list"),
        ({"file": csv("id,name\nP003,Gül\n".encode("cp1252"))}, "is not in UTF-8"),
        ({"file": csv("id,name\nP003,Ada\n".encode("utf-16"))}, "is not in UTF-8"),
        ({"file": csv(b"x" * 5_000_001)}, "larger than 5 MB"),
        ({"pasted": "id\nP1\n", "in_force_on": "31/12/2026"}, "Write the day as year-month-day"),
        ({"pasted": "id\nP1\n", "in_force_on": "2001-01-01"}, "at most a year ago"),
    ],
    ids=["nothing", "blank", "both", "cp1252", "utf-16", "too large", "no day", "far day"],
)
def test_what_cannot_be_read_is_told_and_kept(cast: Cast, fields: dict[str, object], says: str) -> None:
    for value in fields.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    answer = give(cast, **fields)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not PeopleImport.objects.exists()


def test_names_that_look_like_markup_or_formulas_stay_text(cast: Cast) -> None:
    name = "=HYPERLINK(1)<script>alert(1)</script>"
    text = f'id,name,email,team,function,title,joined\nN1,"{name}",n1@example.org,Search,product,PM,2026-01-05\n'
    page = signed_in(cast.hana).get(give(cast, pasted=text)["Location"]).content.decode()

    assert "=HYPERLINK(1)&lt;script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("who", ["ada", "ben", "ivo", "kofi", "omar", "lena"])
def test_nobody_but_people_operations_reaches_any_of_it(cast: Cast, who: str) -> None:
    place = give(cast, pasted="id,title\nP003,Lead\n")["Location"]
    browser = signed_in(cast.people[who])

    assert browser.get("/people/import/").status_code == 403
    assert give(cast, who=who, pasted="id\nP003\n").status_code == 403
    assert browser.get(place).status_code == 404
    assert browser.post(f"{place}apply/", {"digest": "x"}).status_code == 404


def test_a_preview_of_ten_thousand_people_is_a_small_page(cast: Cast) -> None:
    rows = "".join(
        f"N{i},A rather long name of somebody {i},p{i}@example.org,Team {i % 400},P001,engineering,senior,,2024-01-01\n"
        for i in range(10_000)
    )
    text = "id,name,email,team,manager,function,level,title,joined\n" + rows
    answer = signed_in(cast.hana).get(give(cast, pasted=text)["Location"])

    assert len(answer.content) < 60_000
    assert len(answer.context["plan"].added) == 10_000
    wrong = signed_in(cast.hana).get(give(cast, pasted=text.replace("P001", "P999"))["Location"])
    assert len(wrong.content) < 60_000
