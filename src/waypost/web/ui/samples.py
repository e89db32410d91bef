"""What the page of components shows: the cast at work, with long, foreign, empty and hostile content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django import forms

from waypost.framework.library import load
from waypost.framework.schema import Framework
from waypost.refusal import Conflict, Missing, NotNow
from waypost.report.pictures.ratings import Apart, Spread
from waypost.web.journal.waiting import Waiting
from waypost.web.ui.forms import ActForm

SCALE = ("Not seen yet", "Seen, not yet steady or not at this scope", "Steady at this level", "Already at the next")
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Ngũgĩwathiong’o, María de los Ángeles"
HOSTILE = "</title><script>alert(1)</script>"

PROSE = """The nightly export read every order **twice**, once for the ledger and once for the warehouse.

# What was done

1. one reader, two writers
2. `order_id` as the key of both, so that a rerun changes nothing
3. a dashboard that [shows the lag](https://status.example.org/export?window=7d&by=team)

> We stopped being paged for it in March.

Pictures and HTML stay words: ![lag](https://tracker.example.org/p.gif) <b>not bold</b>, and neither does
[this](javascript:alert(1)) lead anywhere."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody, as far as the components need them."""

    name: str
    pk: None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a gate."""

    says: str
    passed: bool
    mend: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a trail."""

    title: str
    state: str
    says: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A line of evidence coverage."""

    title: str
    must: bool = False
    claims: int = 0
    newest: date | None = None
    numbers: int = 0
    confirmed: int = 0
    place: str = ""


class ClaimSample(ActForm):
    """Every kind of field."""

    title = forms.CharField(
        max_length=160, label="What did you do?", help_text="One line somebody else would recognise."
    )
    what = forms.CharField(
        max_length=2000,
        widget=forms.Textarea,
        label="What changed because of it?",
        help_text="The outcome, not the output.",
    )
    ended_on = forms.DateField(
        label="When was it finished?", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    kind = forms.ChoiceField(
        label="What kind of outcome is it?",
        choices=[("", "Choose one"), ("risk", "Risk removed"), ("capability", "Capability made possible")],
    )
    rating = forms.ChoiceField(
        label="Against the expectation, you have seen",
        widget=forms.RadioSelect,
        choices=list(enumerate(SCALE)),
    )
    criteria = forms.MultipleChoiceField(
        label="What does it speak to?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("design", "System design"), ("operations", "Running in production"), ("people", "Growing others")],
        required=False,
    )
    shared = forms.BooleanField(
        label="Share it with my manager", help_text="Ben reads it as soon as it is recorded.", required=False
    )


@lru_cache(maxsize=1)
def framework() -> Framework:
    """The lattice that ships with Waypost."""
    return load("lattice")


def filled_form() -> ClaimSample:
    """A form with mistakes in it."""
    return ClaimSample({"title": "Refund queue drained the same day", "ended_on": "", "what": ""}, auto_id="w_%s")


def refused_form() -> ClaimSample:
    """A form whose act was refused."""
    form = ClaimSample(auto_id="r_%s")
    form.fields = {"title": form.fields["title"]}
    form.refusal = NotNow(
        "case.gate",
        "The packet cannot be submitted yet. Two things are missing.",
        missing=(
            Missing("One of three peers is still to answer.", "#peers"),
            Missing("No claim with a number is confirmed by a named partner.", "attest"),
        ),
    )
    return form


CONFLICT = Conflict(
    "changed",
    "Ben changed this while you were writing. Nothing of yours is lost: take over what should stay and send it again.",
    theirs=(("What would close the gap", "Lead the design review of the ledger split in the first quarter."),),
    mine=(
        ("What would close the gap", "Lead two design reviews.\nBen arranges a seat in the architecture forum by May."),
    ),
)


def waiting(now: datetime) -> tuple[Waiting, ...]:
    """Near, far, past and undated."""
    return (
        Waiting(
            "Your self-assessment for Staff Engineer lacks one criterion: Technical direction.", "#", "Finish it", now
        ),
        Waiting("Kim amended a number in “Refund queue drained the same day”.", "#", "Look", now + timedelta(days=3)),
        Waiting("Scope document for the fourth quarter.", "#", "Open draft", now + timedelta(days=21)),
        Waiting(f"A question from {LONG_NAME} is past its date.", "#", "Answer", now - timedelta(days=2)),
        Waiting("Read how the panels are seated.", "#", "Read"),
    )


def claims(today: date) -> tuple[dict[str, object], ...]:
    """Confirmed and whole; open; with nothing but a title."""
    kim = {"attester": Named("Kim"), "state": "confirmed", "answered_at": today - timedelta(days=8), "words": ""}
    return (
        {
            "title": "Refund queue drained the same day",
            "what": PROSE,
            "part": "The reader and the migration; Marco wrote the warehouse side.",
            "outcome": "Refunds leave the same day, and support no longer answers for late ones.",
            "started_on": today - timedelta(days=200),
            "ended_on": today - timedelta(days=40),
            "metrics": (
                {
                    "name": "Refunds a day",
                    "baseline": "120",
                    "result": "310",
                    "period": "since March",
                    "how_measured": "ledger, monthly",
                    "share": 60,
                },
            ),
            "work_products": ({"kind": "design", "title": "Decision record 41", "url": "https://example.org/adr/41"},),
            "attestations": (
                kim,
                {**kim, "state": "asked", "answered_at": None, "attester": Named("Marco"), "asked_at": today},
            ),
        },
        {"title": HOSTILE, "outcome": "支払いの失敗が半分になった。 خُفّض زمن التعافي إلى أربع دقائق."},
        {"title": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2},
    )


def coverage(today: date) -> tuple[Covered, ...]:
    """Much, some, old and none."""
    return (
        Covered(title="System design", must=True, claims=4, newest=today - timedelta(days=30), numbers=3, confirmed=3),
        Covered(title="Technical direction", claims=1, newest=today - timedelta(days=270)),
        Covered(
            title="Outcomes that matter to people outside engineering", claims=2, newest=today, numbers=2, confirmed=1
        ),
        Covered(title="Growing others", place="#"),
    )


GATE = (
    Line("Self-assessment", True),
    Line("Three peers, one from another team: 2 of 3", False, "Ask one more peer.", "#peers"),
    Line("One claim with a number, confirmed", False, "Ask somebody who saw it to confirm the number."),
)

STEPS = (
    Step("Nominated", "done", "4 Oct 2026"),
    Step("Gathering", "done", "9 Oct 2026"),
    Step("In review", "now", "until 9 Dec 2026, 18:00"),
    Step("Calibration", "next"),
    Step("Decision", "next"),
    Step("Told", "next", "by 15 Jan 2027"),
)

SPREADS = (
    Spread(criterion="System design", panel="technical", counts=(0, 0, 3, 1)),
    Spread(criterion="Running in production", panel="technical", counts=(1, 2, 1, 0)),
    Spread(criterion="Outcomes that matter", panel="strategic", counts=(0, 1, 14, 2)),
    Spread(
        criterion="Making trade-offs understood by people who did not choose them",
        panel="strategic",
        counts=(0, 0, 0, 0),
        withheld="fewer than five ratings, so none is shown",
    ),
)

APART = (
    Apart(title="Technical execution", technical=2.0, strategic=1.0, raters_technical=3, raters_strategic=3),
    Apart(title="Impact", technical=2.0, strategic=2.0, raters_technical=3, raters_strategic=3),
    Apart(
        title="Making trade-offs understood by people who did not choose them",
        technical=None,
        strategic=1.5,
        raters_technical=0,
        raters_strategic=2,
    ),
)
