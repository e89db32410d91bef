"""Whatever is wrong with a document is told with its place and with what to write instead."""

from __future__ import annotations

import pytest

from waypost.framework.reading import MAX_ERRORS, read_framework

SENIOR_LINE = "senior:          {title: Senior Engineer,           track: depth,      band: B3, scope: project}"

MISTAKES = [
    # broken text, where the error points, field, message, hint
    (
        (SENIOR_LINE, SENIOR_LINE.replace("B3", "B9")),
        "B9",
        "levels.senior.band",
        "`levels.senior.band` says `B9`, and there is no such band",
        "Write one of: B3, B4, B5.",
    ),
    (
        (SENIOR_LINE, SENIOR_LINE.replace("depth,", "dept,")),
        "dept,",
        "levels.senior.track",
        "`levels.senior.track` says `dept`, and there is no such track",
        "Did you mean `depth`?",
    ),
    (
        (SENIOR_LINE, SENIOR_LINE.replace("scope: project", "scope: projects")),
        "projects",
        "levels.senior.scope",
        "`levels.senior.scope` is `projects`, which is not known",
        "Did you mean `project`?",
    ),
    (
        (SENIOR_LINE, SENIOR_LINE.replace("title: Senior", "titel: Senior")),
        "titel",
        "levels.senior.titel",
        "`titel` is not known in `levels.senior`",
        "Did you mean `title`?",
    ),
    (
        (SENIOR_LINE, "senior: {track: depth, band: B3}"),
        "senior: {track",
        "levels.senior.title",
        "`title` is missing in `levels.senior`",
        "Add `title: ...`. What people call it.",
    ),
    (
        (SENIOR_LINE, SENIOR_LINE[:-1] + ", adds to: senior}"),
        "senior}",
        "levels.senior.adds to",
        "`levels.senior.adds to` leads back to `senior`",
        "Let the lowest of these levels stand without `adds to`.",
    ),
    (
        ('"Staff Engineer, Strategic"', "Staff Engineer, Strategic"),
        "Strategic, track",
        "levels.staff-strategic.Strategic",
        "`Strategic` is not known in `levels.staff-strategic`",
        "A comma ends a text inside { }: put the whole text in quotes.",
    ),
    (
        ("version: 3.1.0", "version: 3.1"),
        "3.1\nowner",
        "version",
        "`version` is `3.1`",
        "Write three numbers, like `1.0.0`.",
    ),
    (
        ("waypost: 1\n", "waypost: 2\n"),
        "2\nname",
        "waypost",
        "`waypost` is `2`; this Waypost reads format 1",
        "Write `waypost: 1`.",
    ),
    (
        ("meets:  {value: 2,", "meets:  {value: 1,"),
        "1, title: Steady",
        "scale.meets.value",
        "`scale.meets.value` does not rise",
        "Write the points from low to high; this one needs more than 1.",
    ),
    (
        ("beyond: {value: 3,", "beyond: {value: three,"),
        "three",
        "scale.beyond.value",
        "`scale.beyond.value` is `three`",
        "Write a whole number.",
    ),
    (
        ("  meets:  {", "  steady: {"),
        "scale:",
        "scale",
        "no point says that the expectation is met from there on",
        "Write `bar: true` on the lowest point that meets the expectation.",
    ),
    (
        ("weights: {technical: 40, impact: 60}", "weights: {technical: 40, impact: 70}"),
        "weights: {technical: 40",
        "tracks.strategic.weights",
        "the weights of `strategic` add up to 110",
        "Make them 100: 10 less.",
    ),
    (
        ("weights: {technical: 40, impact: 60}", "weights: {technical: 40, impacts: 60}"),
        "impacts",
        "tracks.strategic.weights.impacts",
        "`tracks.strategic.weights` names `impacts`, and there is no such dimension",
        "Did you mean `impact`?",
    ),
    (
        ("  - staff > principal\n", "  - staff > principle\n"),
        "staff > principle",
        "paths[2]",
        "`paths[2]` says `principle`, and there is no such level",
        "Did you mean `principal`?",
    ),
    (
        ("  - staff > principal\n", "  - principal > staff\n"),
        "principal > staff",
        "paths[2]",
        "says that `staff` is a promotion from `principal`, but its band is not higher",
        "If they share a band, write `principal = staff`; if not, put the higher one last.",
    ),
    (
        ("  - staff = staff-strategic = manager\n", "  - staff = principal\n"),
        "staff = principal",
        "paths[3]",
        "says that `staff` and `principal` are equals, but their bands differ",
        "Write `staff > principal` for a promotion, or give both one band.",
    ),
    (
        ("  - staff > principal\n", "  - staff -> principal\n"),
        "staff -> principal",
        "paths[2]",
        "`paths[2]` is not a path",
        "Write promotions as `a > b, c` and lateral moves as `a = b`.",
    ),
    (
        ("    kind: strategic\n", "    kind: business\n"),
        "business\n",
        "dimensions.impact.kind",
        "`dimensions.impact.kind` is `business`, which is not known",
        "Write one of: technical, strategic, people.",
    ),
    (
        ("      outcome: {title", "      design: {title"),
        "design: {title: Outcomes",
        "dimensions.impact.criteria.design",
        "`design` is already a criterion of `technical`",
        "Give one of the two another name.",
    ),
    (
        ("  growing:\n    manager", "  growin:\n    manager"),
        "growin:",
        "expectations.growin",
        "`expectations` names `growin`, and there is no such criterion",
        "Did you mean `growing`?",
    ),
    (
        ("    manager: [Says hard", "    manger: [Says hard"),
        "manger",
        "expectations.communication.manger",
        "`expectations.communication` names `manger`, and there is no such level",
        "Did you mean `manager`?",
    ),
    (
        ("    senior: [Knows what the work is for.]", "    senior: {same as: staf}"),
        "staf}",
        "expectations.outcome.senior.same as",
        "`expectations.outcome.senior.same as` says `staf`, and there is no such level",
        "Did you mean `staff`?",
    ),
    (
        ("    senior: [Knows what the work is for.]", "    senior: {same as: principal}"),
        "principal}",
        "expectations.outcome.senior.same as",
        "`expectations.outcome.senior.same as` says `principal`, where nothing is asked",
        "Write an expectation at `principal`, or remove this line.",
    ),
    (
        ("    senior: [Knows what the work is for.]", "    senior: {same as: senior}"),
        "senior}",
        "expectations.outcome.senior.same as",
        "`expectations.outcome.senior.same as` leads back to `senior`",
        "Write the statements at one of these levels.",
    ),
    (
        ("    senior: [Knows what the work is for.]", "    senior: [{says: Knows., looks: []}]"),
        "looks",
        "expectations.outcome.senior[1].looks",
        "`looks` is not known in `expectations.outcome.senior[1]`",
        "Did you mean `looks like`?",
    ),
    (
        ("    senior: [Knows what the work is for.]", "    senior: {samas: staff}"),
        "samas",
        "expectations.outcome.senior.samas",
        "`samas` is not known in `expectations.outcome.senior`",
        "Did you mean `same as`?",
    ),
    (
        ("    senior: [Knows what the work is for.]", "    senior:\n      - Knows: what the work is for."),
        "Knows: what",
        "expectations.outcome.senior[1].Knows",
        "`Knows` is not known in `expectations.outcome.senior[1]`",
        "If this is one text, put the whole of it in quotes: it holds `: `.",
    ),
    (
        ("  from B4:  {", "  from B8:  {"),
        "from B8",
        "evidence.from B8",
        "there is no band `B8`",
        "Write one of: B3, B4, B5.",
    ),
    (("  from B4:  {", "  B4:  {"), "B4:  {quan", "evidence.B4", "`B4` is not known in `evidence`", "Write `from B4`."),
    (
        ("peers: 3", "peers: three"),
        "three",
        "evidence.everyone.peers",
        "`evidence.everyone.peers` is `three`",
        "Write a whole number.",
    ),
    (
        ("judges: [strategic, people]", "judges: [strategic]"),
        "people\n    criteria",
        "dimensions.people.kind",
        "no panel judges `people`, the kind of `people`",
        "Add `people` to `judges` of the technical or the strategic panel.",
    ),
    (
        ("seats: {product: 1,", "seats: {produkt: 1,"),
        "produkt",
        "panels.strategic.seats.produkt",
        "`produkt` is not known here",
        "Did you mean `product`?",
    ),
    (
        ("{gathering: 21 days,", "{gathering: 21,"),
        "21,",
        "process.windows.gathering",
        "`process.windows.gathering` is not a duration",
        "Write it like `10 days` or `2 weeks`.",
    ),
    (
        ("[2026-04-01, 2026-10-01]", "[2026-10-01, 2026-04-01]"),
        "2026-04-01]",
        "process.cycles[2]",
        "`2026-04-01` does not come after `2026-10-01`",
        "Write the days in order, each once.",
    ),
    (
        ("[2026-04-01, 2026-10-01]", "[2026-04-31]"),
        "2026-04-31",
        "process.cycles[1]",
        "`process.cycles[1]` is `2026-04-31`",
        "Write a day that exists, as year-month-day: `2026-03-01`.",
    ),
    (
        ("{numbers: 5, comments: 8}", "{numbers: 2, comments: 8}"),
        "2, comments",
        "process.small groups.numbers",
        "`process.small groups.numbers` is `2`; it must be at least 3",
        "Write a number of at least 3.",
    ),
    (
        ("  small groups:", "  raters: by names\n  small groups:"),
        "by names",
        "process.raters",
        "`process.raters` is `by names`, which is not known",
        "Did you mean `by name`?",
    ),
    (
        ("must: true", "must: maybe"),
        "maybe",
        "dimensions.technical.criteria.design.must",
        "`dimensions.technical.criteria.design.must` is `maybe`",
        "Write `true` or `false`.",
    ),
    (("owner: engineering-leadership", "owner:"), "owner:", "owner", "`owner` is blank", "Who answers for it."),
    (
        ("  B5: {title: Principal}", "  B5: {title: Principal, forums: planning}"),
        "planning",
        "bands.B5.forums",
        "`bands.B5.forums` must be a list",
        "Write `[planning]`.",
    ),
    (
        ("  B5: {title: Principal}", "  B5: {title: Principal, pay: {currency: EUR, low: 5, high: 4}}"),
        "4}}",
        "bands.B5.pay.high",
        "`bands.B5.pay.high` is less than `low`",
        "Swap the two, or mend one of them.",
    ),
    (
        ("  B5: {title: Principal}", "  B5: {title: Principal, pay: {currency: Euro, low: 4, high: 5}}"),
        "Euro",
        "bands.B5.pay.currency",
        "`bands.B5.pay.currency` is `Euro`",
        "Write three capital letters, like `EUR`.",
    ),
    (
        ("  B5: {title: Principal}", "  B5 top: {title: Principal}\n  B5: {title: Principal}"),
        "B5 top",
        "bands.B5 top",
        "`B5 top` cannot be used as a name",
        "Use letters, digits, `-`, `_` and `.`, beginning with a letter or digit; at most 64.",
    ),
    (
        ("  B5: {title: Principal}", "  B5: {title: Principal}\n  B5: {title: Other}"),
        "B5: {title: Other",
        "B5",
        "says `B5` a second time",
        "It is already on line 16; keep one of the two.",
    ),
    (
        ("title: System design", 'title: "System\\x07design"'),
        '"System',
        "dimensions.technical.criteria.design.title",
        "`dimensions.technical.criteria.design.title` contains the control character U+0007",
        "Remove it.",
    ),
]


@pytest.mark.parametrize(("edit", "piece", "field", "message", "hint"), MISTAKES)
def test_a_mistake_is_told_with_its_place_and_what_to_write(
    edited, errors_of, place_of, *, edit, piece, field, message, hint
):
    text = edited(edit)
    assert text.count(piece) == 1
    found = [error for error in errors_of(text) if error.field == field]
    assert [(error.message, error.hint) for error in found] == [(message, hint)]
    assert (found[0].line, found[0].column) == place_of(text, piece)


def test_every_mistake_is_told_in_one_go_in_the_order_of_the_lines(edited, errors_of):
    text = edited(
        (SENIOR_LINE, SENIOR_LINE.replace("B3", "B9").replace("title: Senior", "titel: Senior")),
        ("version: 3.1.0", "version: soon"),
        ("  - staff > principal\n", "  - staff > nowhere\n"),
        ("peers: 3", "peers: -1"),
        ("  growing:\n    manager", "  growing:\n    wizard"),
    )
    errors = errors_of(text)
    assert [error.field for error in errors] == [
        "version",
        "levels.senior.title",
        "levels.senior.titel",
        "levels.senior.band",
        "paths[2]",
        "expectations.growing.wizard",
        "evidence.everyone.peers",
    ]
    assert [error.line for error in errors] == sorted(error.line for error in errors)


def test_more_errors_than_a_person_can_use_end_with_saying_so(edited, errors_of):
    many = "\n".join(f"  x{number}: {{}}" for number in range(MAX_ERRORS + 20))
    errors = errors_of(edited(("levels:\n", f"levels:\n{many}\n")))
    assert len(errors) == MAX_ERRORS + 1
    assert errors[-1].message == "there are more errors"


def test_an_error_prints_as_editors_understand_it(errors_of, edited):
    error = errors_of(edited(("version: 3.1.0", "version: soon")))[0]
    assert str(error) == "framework.yaml:4:10: `version` is `soon`"


def test_an_error_never_carries_what_could_steer_a_terminal(errors_of, edited):
    errors = errors_of(edited(("version: 3.1.0", 'version: 3.1.0\n"\\e[31mred": 1')))
    assert [error.message for error in errors] == ["`\ufffd[31mred` is not known"]


def test_a_file_that_is_not_there_says_so(tmp_path):
    errors = read_framework(tmp_path / "none.yaml").errors
    assert [(error.message, error.hint) for error in errors] == [("does not exist", "Check the path.")]
