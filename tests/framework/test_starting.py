"""A framework begun from one that ships says the same under another name; a piece changes what it names alone."""

from __future__ import annotations

import pytest

from waypost.framework.comments import comments_of
from waypost.framework.library import file_of, keys, load
from waypost.framework.library.pieces import PLACES, names_band, piece_text, put_into
from waypost.framework.library.starting import shipped, start_from
from waypost.framework.reading import read_text
from waypost.framework.schema import Framework
from waypost.framework.writing import write_framework


def read(text: str) -> Framework:
    reading = read_text(text)
    assert reading.errors == ()
    assert reading.framework is not None
    return reading.framework


class TestStartFrom:
    @pytest.mark.parametrize("key", keys())
    def test_everything_but_the_head_is_what_ships(self, key):
        begun = read(start_from(key, name="acme", title="Acme engineering", owner="Kofi"))
        head = {"name": "acme", "title": "Acme engineering", "version": "0.1.0", "owner": "Kofi"}
        assert begun == load(key).model_copy(update=head)

    @pytest.mark.parametrize("key", keys())
    def test_every_comment_comes_along_below_a_line_that_says_where_it_came_from(self, key):
        text = start_from(key, name="acme", title="Acme")
        said = [line for comment in comments_of(text) for line in comment.lines]
        shipped_with = [line for comment in comments_of(file_of(key).read_text("utf-8")) for line in comment.lines]
        assert text.startswith(f"# Begun from `{key}` 1.0.0, ")
        assert said[2:] == shipped_with

    @pytest.mark.parametrize(
        "title", ["Acme: the ladder", "no", "1.10", "'s", "# one", "Wegzeichen für Übergänge", "{a}"]
    )
    def test_a_title_is_quoted_where_it_must_be(self, title):
        assert read(start_from("scope", name="3.10", title=title, owner=title)).title == title

    def test_nobody_answers_for_it_until_somebody_is_named(self):
        assert read(start_from("scope", name="acme", title="Acme")).owner == "unassigned"

    def test_a_key_that_does_not_ship_is_a_key_error(self):
        with pytest.raises(KeyError):
            start_from("../scope", name="acme", title="Acme")


class TestShipped:
    def test_the_shortest_to_read_comes_first(self):
        assert [one.key for one in shipped()] == [
            "scope",
            "small",
            "impact",
            "staff",
            "dual",
            "parallel",
            "rubric",
            "lattice",
        ]

    def test_each_says_whom_it_is_for_in_a_line(self):
        for one in shipped():
            assert one.for_whom.endswith("."), one
            assert len(one.for_whom) <= 95, one


class TestPutInto:
    @pytest.mark.parametrize("key", keys())
    @pytest.mark.parametrize("piece", PLACES)
    def test_a_piece_replaces_its_own_entry_and_nothing_else(self, key, piece):
        before = load(key)
        after = read(put_into(file_of(key).read_text("utf-8"), piece))
        changed = {
            "evidence": {"evidence": after.evidence},
            "panel": {"panels": after.panels},
            "rhythm": {"process": before.process.model_copy(update={"rhythm": after.process.rhythm})},
        }
        assert after == before.model_copy(update=changed[piece])

    @pytest.mark.parametrize("piece", PLACES)
    def test_the_piece_says_what_it_says_alone(self, piece, document):
        after = read(put_into(document, piece))
        assert after.evidence.for_level(after.level("staff"), framework=after).quantitative == 1
        if piece == "panel":
            assert [kind for kind, _ in after.panels.strategic.seats] == ["product", "business", "design"]
        if piece == "rhythm":
            assert after.process.rhythm is not None
            assert after.process.rhythm.technical_review_every.days == 90

    @pytest.mark.parametrize("piece", PLACES)
    def test_every_other_line_stays_as_it_was_written(self, piece, document):
        lines = document.splitlines()
        kept = [line for line in put_into(document, piece).splitlines() if line in lines]
        gone = [line for line in lines if line not in kept]
        assert all("everyone" in line or "from B4" in line or "seats" in line or "decides" in line for line in gone)

    @pytest.mark.parametrize("piece", PLACES)
    def test_putting_it_in_twice_is_putting_it_in_once(self, piece, document):
        once = put_into(document, piece)
        assert put_into(once, piece) == once

    @pytest.mark.parametrize("piece", PLACES)
    def test_a_document_without_the_section_gets_it_at_the_end(self, piece, northwind):
        bare = northwind.model_copy(
            update={name: type(northwind).model_fields[name].default for name in ("evidence", "panels", "process")}
        )
        text = write_framework(bare)
        text = text[: text.index("\nevidence:")] if "\nevidence:" in text else text
        after = put_into(text, piece)
        assert after.startswith(text.rstrip("\n"))
        assert after.rstrip("\n").endswith(piece_text(piece).rstrip("\n"))
        read(after)

    def test_a_section_on_one_line_is_written_anew_and_keeps_the_comments(self, document):
        one_line = "process: {answer what-would-it-take within: 21 days}  # as agreed in May\n"
        text = document[: document.index("process:")] + one_line
        after = put_into(text, "rhythm")
        process = read(after).process
        assert "# as agreed in May" in after
        assert (process.answer_within.days, process.rhythm is None) == (21, False)

    def test_it_begins_at_the_band_that_is_named(self, document):
        assert [band for band, _ in read(put_into(document, "evidence", band="B5")).evidence.from_bands] == ["B5"]

    def test_a_band_that_is_not_there_is_a_key_error(self, document):
        with pytest.raises(KeyError):
            put_into(document, "evidence", band="B9")

    def test_a_band_does_not_matter_to_a_piece_that_names_none(self, document):
        assert not names_band("panel")
        assert put_into(document, "panel", band="B9") == put_into(document, "panel")

    def test_a_piece_that_there_is_not_is_a_key_error(self, document):
        with pytest.raises(KeyError):
            put_into(document, "salary")

    def test_a_document_with_errors_is_refused(self):
        with pytest.raises(ValueError, match="cannot be read"):
            put_into("waypost: 1\n", "panel")
