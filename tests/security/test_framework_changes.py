"""Changing the framework: what slips in between looking and pressing, and texts made to keep a server busy."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.urls import reverse
from tests.web.cast import Cast, signed_in
from tests.web.frameworks.documents import changed, published, reworded, second_owner
from tests.web.frameworks.drafting import draft, looked_at, reviewed

from waypost.cli.main import main
from waypost.framework.reading import read_text
from waypost.refusal import Conflict
from waypost.report.reading.wording import marked
from waypost.web.frameworks.impact import impact_of
from waypost.web.frameworks.models import Draft, FrameworkVersion
from waypost.web.frameworks.services.drafts import DraftText, change_draft, show_draft
from waypost.web.frameworks.services.proposals import accept_proposal, propose
from waypost.web.frameworks.services.publishing import publish_draft
from waypost.web.journal.models import Notice
from waypost.web.people.models import Duty, DutyKind, Person

NORTHWIND = Path(__file__).parents[1] / "frameworks" / "northwind.yaml"


@pytest.mark.parametrize("other", [{"notes": "Nothing to see here."}, {"in_force_on": timedelta(days=30)}])
def test_another_day_or_other_words_do_not_slip_in_between_looking_and_publishing(
    cast: Cast, other: dict[str, object]
) -> None:
    """Somebody changes them and has that approved, while the publisher's page still shows what was there before."""
    row, dana = draft(cast, reworded(cast)), second_owner(cast)
    Duty.objects.create(person=cast.chen, kind=DutyKind.FRAMEWORK_OWNER, from_day=cast.chen.joined_on)
    seen = looked_at(row)
    written = DraftText(row.name, row.text, row.in_force_on, row.notes)
    later = replace(written, notes="Other words.") if "notes" in other else _later(written)
    change_draft(cast.act(dana), row.pk, seen=row.version, written=later)
    reviewed(cast, row, by=Person.objects.get(pk=cast.chen.pk))
    with pytest.raises(Conflict):
        publish_draft(cast.act(cast.kofi), row.pk, looked_at=seen)
    assert FrameworkVersion.objects.count() == 1
    publish_draft(cast.act(cast.kofi), row.pk, looked_at=looked_at(row))


def _later(written: DraftText) -> DraftText:
    return replace(written, in_force_on=written.in_force_on + timedelta(days=30))


def test_accepting_a_suggestion_into_an_approved_draft_tells_who_approved_it(cast: Cast) -> None:
    dana = second_owner(cast)
    into = draft(cast, changed(cast, "1.0.1", "title: Delivery\n", "title: Delivery of agreed work\n"))
    reviewed(cast, into, by=dana)
    suggested = propose(
        cast.act(cast.ada), level="staff", criterion="design", statements="Owns a design.", why="Shorter."
    )
    accept_proposal(cast.act(cast.kofi), suggested.pk, draft=into.pk)
    told = Notice.objects.filter(event__kind="proposal.decided").values_list("person__name", flat=True)
    assert set(told) == {cast.ada.name, dana.name}
    assert Draft.objects.get(pk=into.pk).edited_by == cast.kofi


def test_one_number_is_not_told_in_two_steps(cast: Cast) -> None:
    """Steps of five on the page of one version and of three on that of another would say exactly how many."""
    assert cast.framework is not None
    second = published(cast, changed(cast, "3.0.0", "small groups: {numbers: 5", "small groups: {numbers: 3"))
    found = read_text(second.document).framework
    assert found is not None
    assert found.process.small_groups.numbers == 3
    older = impact_of(found, before=cast.framework, day=cast.now.date())
    newer = impact_of(cast.lattice, before=second, day=cast.now.date())
    assert (older.least, newer.least) == (3, 3)


def test_people_operations_find_whom_a_shown_draft_affects(cast: Cast) -> None:
    row = draft(cast, reworded(cast))
    show_draft(cast.act(cast.kofi), row.pk, shown=True)
    place, page = (reverse(f"frameworks:{name}", args=[row.pk]) for name in ("draft_impact", "draft"))
    assert place in signed_in(cast.hana).get(page).content.decode()
    assert place not in signed_in(cast.ada).get(page).content.decode()


def test_words_that_repeat_themselves_are_marked_without_comparing_every_pair() -> None:
    """Two statements of 4,000 characters, such as anyone can suggest, kept one process for more than a minute."""
    pair = marked("a b " * 1_000, "b a c " * 660)
    assert ("".join(run.text for run in pair.old), "".join(run.text for run in pair.new)) == (
        "a b " * 1_000,
        "b a c " * 660,
    )


def _site(out: Path) -> tuple[int, str]:
    found = CliRunner().invoke(main, ["site", str(NORTHWIND), "--out", str(out)])
    return found.exit_code, found.stderr


@pytest.mark.parametrize("name", ["index.html", ".waypost-site"])
def test_a_site_is_not_written_through_a_link(tmp_path: Path, name: str) -> None:
    """A repository that is checked out by a build can bring the folder of its site along, links included."""
    out, precious = tmp_path / "site", tmp_path / "precious"
    precious.write_text("kept", encoding="utf-8")
    assert _site(out)[0] == 0
    (out / name).unlink()
    (out / name).symlink_to(precious)
    code, said = _site(out)
    assert code == 2
    assert "is a link" in said or "is no site of Waypost's" in said
    assert precious.read_text(encoding="utf-8") == "kept"


def test_a_site_removes_nothing_through_a_link(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("kept", encoding="utf-8")
    out.mkdir()
    (out / "old").symlink_to(elsewhere)
    (out / ".waypost-site").write_text("old/precious\n", encoding="utf-8")
    assert _site(out)[0] == 2
    assert (elsewhere / "precious").exists()


def test_a_list_of_a_site_that_is_no_text_is_no_crash(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / ".waypost-site").write_bytes(b"\xff\xfe\n../../x\n/etc/passwd\na\x00b\n")
    assert _site(out) == (0, "")
