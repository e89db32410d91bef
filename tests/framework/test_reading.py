"""A document is read as it was meant, and whatever is wrong is told with its place and what to write."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from waypost.framework.reading import MAX_ERRORS, read_framework, read_text
from waypost.framework.schema import Kind, PathKind, Scope, SeatKind

SENIOR_LINE = "senior:          {title: Senior Engineer,           track: depth,      band: B3, scope: project}"


def test_a_document_becomes_the_value_it_describes(northwind):
    assert (northwind.name, northwind.version, northwind.owner) == (
        "northwind-engineering",
        "3.1.0",
        "engineering-leadership",
    )
    assert [(point.key, point.value) for point in northwind.scale] == [
        ("none", 0),
        ("partly", 1),
        ("meets", 2),
        ("beyond", 3),
    ]
    assert northwind.track("depth").weights == (("technical", 70), ("impact", 20), ("people", 10))
    assert northwind.level("senior").scope is Scope.PROJECT
    assert northwind.dimension_of("outcome").kind is Kind.STRATEGIC
    assert northwind.panels.technical.seats == ((SeatKind.ENGINEER, 3),)
    assert northwind.process.windows.gathering == timedelta(days=21)
    assert northwind.process.cycles == (date(2026, 4, 1), date(2026, 10, 1))
    assert northwind.process.answer_within == timedelta(days=14)


def test_one_line_of_paths_is_several_moves_in_reading_order(northwind):
    assert [(path.kind, path.source, path.target) for path in northwind.paths] == [
        (PathKind.PROMOTION, "senior", "staff"),
        (PathKind.PROMOTION, "senior", "staff-strategic"),
        (PathKind.PROMOTION, "senior", "manager"),
        (PathKind.PROMOTION, "staff", "principal"),
        (PathKind.LATERAL, "staff", "staff-strategic"),
        (PathKind.LATERAL, "staff", "manager"),
        (PathKind.LATERAL, "staff-strategic", "manager"),
    ]


def test_a_ladder_may_be_written_as_one_line(variant):
    ladder = variant(
        ("  - senior > staff, staff-strategic, manager\n  - staff > principal\n", "  - senior > staff > principal\n")
    )
    assert [(path.source, path.target) for path in ladder.paths[:2]] == [("senior", "staff"), ("staff", "principal")]


@pytest.mark.parametrize("word", ["no", "on", "yes", "null", "1.0", "0x10", "2026-03-01", "1e3", "~", "007"])
def test_text_stays_the_text_that_was_written(variant, word):
    quoted = f'"{word}"' if word in {"null", "~"} else word
    framework = variant(("title: System design", f"title: {quoted}"))
    assert framework.criterion("design").title == word


@pytest.mark.parametrize("key", ["no", "null", "on", "1", "2026-03-01"])
def test_a_name_stays_the_name_that_was_written(variant, key):
    framework = variant(
        ("    staff: [Removes a class of incidents from several services.]\n", ""),
        ("      operations: {title: Running in production}\n", f"      {key}: {{title: Running in production}}\n"),
        ("  operations:\n    senior", f"  {key}:\n    senior"),
    )
    assert framework.criterion(key).title == "Running in production"


def test_numbers_days_and_truth_may_be_quoted(variant, northwind):
    quoted = variant(
        ("none:   {value: 0,", 'none:   {value: "0",'),
        ("cycles: [2026-04-01, 2026-10-01]", "cycles: ['2026-04-01', \"2026-10-01\"]"),
        ("must: true", 'must: "true"'),
    )
    assert quoted == northwind


def test_weeks_are_seven_days(variant, northwind):
    assert variant(("within: 14 days", "within: 2 weeks")) == northwind


def test_a_byte_order_mark_and_windows_newlines_change_nothing(document, northwind):
    assert read_text("\ufeff" + document.replace("\n", "\r\n")).framework == northwind


def test_paragraphs_of_folded_text_are_separated_by_one_empty_line(variant):
    framework = variant(
        (
            "title: Northwind engineering framework",
            "title: Northwind engineering framework\nabout: >\n  One paragraph\n  goes on.\n\n  Another.\n",
        )
    )
    assert framework.about == "One paragraph goes on.\n\nAnother."


def test_a_statement_alone_needs_no_list(variant, northwind):
    assert variant(("senior: [Designs one service with its failure modes.]", "senior: Designs one service with its failure modes.")) == northwind  # fmt: skip


@pytest.mark.parametrize("blank", ["", " []", " {}", " ~"])
def test_a_blank_expectation_asks_nothing(variant, northwind, blank):
    framework = variant(("    senior: [Knows what the work is for.]\n", f"    senior:{blank}\n"))
    assert framework.expectation("outcome", "senior") is None
    assert framework.criteria_at("senior") == tuple(
        northwind.criterion(key) for key in ("design", "operations", "communication")
    )


def test_the_order_of_expectations_is_that_of_criteria_and_levels(variant, northwind):
    moved = variant(
        ("    senior: [Knows what the work is for.]\n", ""),
        (
            "    manager: [The team moves a figure it chose.]\n",
            "    manager: [The team moves a figure it chose.]\n    senior: [Knows what the work is for.]\n",
        ),
    )
    assert (moved, moved.hash) == (northwind, northwind.hash)


MISTAKES = [
    # broken text, where the error points, field, message, hint
    ((SENIOR_LINE, SENIOR_LINE.replace("B3", "B9")), "B9", "levels.senior.band", "`levels.senior.band` says `B9`, and there is no such band", "Write one of: B3, B4, B5."),
    ((SENIOR_LINE, SENIOR_LINE.replace("depth,", "dept,")), "dept,", "levels.senior.track", "`levels.senior.track` says `dept`, and there is no such track", "Did you mean `depth`?"),
    ((SENIOR_LINE, SENIOR_LINE.replace("scope: project", "scope: projects")), "projects", "levels.senior.scope", "`levels.senior.scope` is `projects`, which is not known", "Did you mean `project`?"),
    ((SENIOR_LINE, SENIOR_LINE.replace("title: Senior", "titel: Senior")), "titel", "levels.senior.titel", "`titel` is not known in `levels.senior`", "Did you mean `title`?"),
    ((SENIOR_LINE, "senior: {track: depth, band: B3}"), "senior: {track", "levels.senior.title", "`title` is missing in `levels.senior`", "Add `title: ...`. What people call it."),
    ((SENIOR_LINE, SENIOR_LINE[:-1] + ", adds to: senior}"), "senior}", "levels.senior.adds to", "`levels.senior.adds to` leads back to `senior`", "Let the lowest of these levels stand without `adds to`."),
    (('"Staff Engineer, Strategic"', "Staff Engineer, Strategic"), "Strategic, track", "levels.staff-strategic.Strategic", "`Strategic` is not known in `levels.staff-strategic`", "A comma ends a text inside { }: put the whole text in quotes."),
    (("version: 3.1.0", "version: 3.1"), "3.1\nowner", "version", "`version` is `3.1`", "Write three numbers, like `1.0.0`."),
    (("waypost: 1\n", "waypost: 2\n"), "2\nname", "waypost", "`waypost` is `2`; this Waypost reads format 1", "Write `waypost: 1`."),
    (("meets:  {value: 2,", "meets:  {value: 1,"), "1, title: Steady", "scale.meets.value", "`scale.meets.value` does not rise", "Write the points from low to high; this one needs more than 1."),
    (("beyond: {value: 3,", "beyond: {value: three,"), "three", "scale.beyond.value", "`scale.beyond.value` is `three`", "Write a whole number."),
    (("  meets:  {", "  steady: {"), "scale:", "scale", "no point says that the expectation is met from there on", "Write `bar: true` on the lowest point that meets the expectation."),
    (("weights: {technical: 40, impact: 60}", "weights: {technical: 40, impact: 70}"), "weights: {technical: 40", "tracks.strategic.weights", "the weights of `strategic` add up to 110", "Make them 100: 10 less."),
    (("weights: {technical: 40, impact: 60}", "weights: {technical: 40, impacts: 60}"), "impacts", "tracks.strategic.weights.impacts", "`tracks.strategic.weights` names `impacts`, and there is no such dimension", "Did you mean `impact`?"),
    (("  - staff > principal\n", "  - staff > principle\n"), "staff > principle", "paths[2]", "`paths[2]` says `principle`, and there is no such level", "Did you mean `principal`?"),
    (("  - staff > principal\n", "  - principal > staff\n"), "principal > staff", "paths[2]", "says that `staff` is a promotion from `principal`, but its band is not higher", "If they share a band, write `principal = staff`; if not, put the higher one last."),
    (("  - staff = staff-strategic = manager\n", "  - staff = principal\n"), "staff = principal", "paths[3]", "says that `staff` and `principal` are equals, but their bands differ", "Write `staff > principal` for a promotion, or give both one band."),
    (("  - staff > principal\n", "  - staff -> principal\n"), "staff -> principal", "paths[2]", "`paths[2]` is not a path", "Write promotions as `a > b, c` and lateral moves as `a = b`."),
    (("    kind: strategic\n", "    kind: business\n"), "business\n", "dimensions.impact.kind", "`dimensions.impact.kind` is `business`, which is not known", "Write one of: technical, strategic, people."),
    (("      outcome: {title", "      design: {title"), "design: {title: Outcomes", "dimensions.impact.criteria.design", "`design` is already a criterion of `technical`", "Give one of the two another name."),
    (("  growing:\n    manager", "  growin:\n    manager"), "growin:", "expectations.growin", "`expectations` names `growin`, and there is no such criterion", "Did you mean `growing`?"),
    (("    manager: [Says hard", "    manger: [Says hard"), "manger", "expectations.communication.manger", "`expectations.communication` names `manger`, and there is no such level", "Did you mean `manager`?"),
    (("    senior: [Knows what the work is for.]", "    senior: {same as: staf}"), "staf}", "expectations.outcome.senior.same as", "`expectations.outcome.senior.same as` says `staf`, and there is no such level", "Did you mean `staff`?"),
    (("    senior: [Knows what the work is for.]", "    senior: {same as: principal}"), "principal}", "expectations.outcome.senior.same as", "`expectations.outcome.senior.same as` says `principal`, where nothing is asked", "Write an expectation at `principal`, or remove this line."),
    (("    senior: [Knows what the work is for.]", "    senior: {same as: senior}"), "senior}", "expectations.outcome.senior.same as", "`expectations.outcome.senior.same as` leads back to `senior`", "Write the statements at one of these levels."),
    (("    senior: [Knows what the work is for.]", "    senior: [{says: Knows., looks: []}]"), "looks", "expectations.outcome.senior[1].looks", "`looks` is not known in `expectations.outcome.senior[1]`", "Did you mean `looks like`?"),
    (("    senior: [Knows what the work is for.]", "    senior: {samas: staff}"), "samas", "expectations.outcome.senior.samas", "`samas` is not known in `expectations.outcome.senior`", "Did you mean `same as`?"),
    (("    senior: [Knows what the work is for.]", "    senior:\n      - Knows: what the work is for."), "Knows: what", "expectations.outcome.senior[1].Knows", "`Knows` is not known in `expectations.outcome.senior[1]`", "If this is one text, put the whole of it in quotes: it holds `: `."),
    (("  from B4:  {", "  from B8:  {"), "from B8", "evidence.from B8", "there is no band `B8`", "Write one of: B3, B4, B5."),
    (("  from B4:  {", "  B4:  {"), "B4:  {quan", "evidence.B4", "`B4` is not known in `evidence`", "Write `from B4`."),
    (("peers: 3", "peers: three"), "three", "evidence.everyone.peers", "`evidence.everyone.peers` is `three`", "Write a whole number."),
    (("judges: [strategic, people]", "judges: [strategic]"), "people\n    criteria", "dimensions.people.kind", "no panel judges `people`, the kind of `people`", "Add `people` to `judges` of the technical or the strategic panel."),
    (("seats: {product: 1,", "seats: {produkt: 1,"), "produkt", "panels.strategic.seats.produkt", "`produkt` is not known here", "Did you mean `product`?"),
    (("{gathering: 21 days,", "{gathering: 21,"), "21,", "process.windows.gathering", "`process.windows.gathering` is not a duration", "Write it like `10 days` or `2 weeks`."),
    (("[2026-04-01, 2026-10-01]", "[2026-10-01, 2026-04-01]"), "2026-04-01]", "process.cycles[2]", "`2026-04-01` does not come after `2026-10-01`", "Write the days in order, each once."),
    (("[2026-04-01, 2026-10-01]", "[2026-04-31]"), "2026-04-31", "process.cycles[1]", "`process.cycles[1]` is `2026-04-31`", "Write a day that exists, as year-month-day: `2026-03-01`."),
    (("{numbers: 5, comments: 8}", "{numbers: 2, comments: 8}"), "2, comments", "process.small groups.numbers", "`process.small groups.numbers` is `2`; it must be at least 3", "Write a number of at least 3."),
    (("must: true", "must: maybe"), "maybe", "dimensions.technical.criteria.design.must", "`dimensions.technical.criteria.design.must` is `maybe`", "Write `true` or `false`."),
    (("owner: engineering-leadership", "owner:"), "owner:", "owner", "`owner` is blank", "Who answers for it."),
    (("  B5: {title: Principal}", "  B5: {title: Principal, forums: planning}"), "planning", "bands.B5.forums", "`bands.B5.forums` must be a list", "Write `[planning]`."),
    (("  B5: {title: Principal}", "  B5: {title: Principal, pay: {currency: EUR, low: 5, high: 4}}"), "4}}", "bands.B5.pay.high", "`bands.B5.pay.high` is less than `low`", "Swap the two, or mend one of them."),
    (("  B5: {title: Principal}", "  B5: {title: Principal, pay: {currency: Euro, low: 4, high: 5}}"), "Euro", "bands.B5.pay.currency", "`bands.B5.pay.currency` is `Euro`", "Write three capital letters, like `EUR`."),
    (("  B5: {title: Principal}", "  B5 top: {title: Principal}\n  B5: {title: Principal}"), "B5 top", "bands.B5 top", "`B5 top` cannot be used as a name", "Use letters, digits, `-`, `_` and `.`, beginning with a letter or digit; at most 64."),
    (("  B5: {title: Principal}", "  B5: {title: Principal}\n  B5: {title: Other}"), "B5: {title: Other", "B5", "says `B5` a second time", "It is already on line 16; keep one of the two."),
    (("title: System design", 'title: "System\\x07design"'), '"System', "dimensions.technical.criteria.design.title", "`dimensions.technical.criteria.design.title` contains the control character U+0007", "Remove it."),
]  # fmt: skip


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


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "is empty"),
        ("# only a comment\n", 1, 1, "is empty"),
        ("waypost: 1\nname: a: b\n", 2, 8, "holds a `: ` inside a text"),
        ("waypost: 1\n\tname: a\n", 2, 1, "is indented with a tab"),
        ("waypost: 1\nscale: {a: b\nname: x\n", 3, 5, "leaves a brace or bracket open, or a text in it holds `: `"),
        ("waypost: 1\ntitle: 'a\n", 3, 1, "ends in the middle of a quoted text"),
        ("waypost: 1\n---\nwaypost: 1\n", 2, 1, "holds a second document"),
        ("- waypost\n", 1, 1, "the document must hold `name: value` lines"),
        ("waypost: 1\n? [a, b]\n: c\n", 2, 3, "uses a list or mapping as a name"),
        ("waypost: 1\nname: \x07\n", 2, 7, "holds a control character"),
    ],
)
def test_what_is_not_a_document_is_told_too(errors_of, text, line, column, message):
    error = errors_of(text)[0]
    assert (error.line, error.column, error.message) == (line, column, message)
    assert error.hint


def test_an_error_prints_as_editors_understand_it(errors_of, edited):
    error = errors_of(edited(("version: 3.1.0", "version: soon")))[0]
    assert str(error) == "framework.yaml:4:10: `version` is `soon`"


def test_an_error_never_carries_what_could_steer_a_terminal(errors_of, edited):
    errors = errors_of(edited(("version: 3.1.0", 'version: 3.1.0\n"\\e[31mred": 1')))
    assert [error.message for error in errors] == ["`\ufffd[31mred` is not known"]


class TestFolder:
    """`framework.yaml` holds everything but the expectations, which stand in a file for each criterion."""

    @pytest.fixture
    def folder(self, tmp_path: Path, document: str) -> Path:
        """The small framework, cut into a folder."""
        head, rest = document.split("expectations:\n")
        rows, tail = rest.split("\nevidence:")
        (tmp_path / "framework.yaml").write_text(f"{head}evidence:{tail}", encoding="utf-8")
        (tmp_path / "expectations").mkdir()
        for row in rows.replace("\n  ", "\n").removeprefix("  ").split("\n"):
            if row and not row.startswith(" "):
                name = row.rstrip(":")
                (tmp_path / "expectations" / f"{name}.yaml").write_text("", encoding="utf-8")
            elif row:
                with (tmp_path / "expectations" / f"{name}.yaml").open("a", encoding="utf-8") as file:
                    file.write(f"{row[2:]}\n")
        return tmp_path

    def test_it_reads_as_the_same_framework_as_one_file(self, folder, northwind):
        reading = read_framework(folder)
        assert reading.errors == ()
        assert (reading.framework, reading.framework.hash) == (northwind, northwind.hash)

    def test_it_reads_from_memory_as_well(self, folder, northwind):
        files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
        assert read_framework(files).framework == northwind

    def test_errors_point_into_the_file_they_are_in(self, folder):
        design = folder / "expectations" / "design.yaml"
        lines = design.read_text(encoding="utf-8").splitlines()
        design.write_text("\n".join([lines[0], "stuff: [Something.]", *lines[2:], "manager: {says: }"]), encoding="utf-8")
        (folder / "expectations" / "desing.yaml").write_text("senior: [Something.]\n", encoding="utf-8")
        errors = read_framework(folder).errors
        assert [(Path(error.file).name, error.line, error.column, error.message) for error in errors] == [
            ("design.yaml", 2, 1, "`expectations.design` names `stuff`, and there is no such level"),
            ("design.yaml", 6, 1, "says `manager` a second time"),
            ("desing.yaml", 1, 1, "`expectations` names `desing`, and there is no such criterion"),
        ]

    def test_a_file_that_is_no_yaml_does_not_hide_what_is_wrong_with_another(self, folder):
        (folder / "expectations" / "design.yaml").write_text("senior: [\n", encoding="utf-8")
        (folder / "expectations" / "outcome.yaml").write_text("senior: a: b\n", encoding="utf-8")
        errors = read_framework(folder).errors
        assert [Path(error.file).name for error in errors] == ["design.yaml", "outcome.yaml"]

    def test_expectations_written_twice_are_told(self, folder):
        main = folder / "framework.yaml"
        main.write_text(
            main.read_text(encoding="utf-8") + "expectations:\n  design:\n    senior: [Something.]\n", encoding="utf-8"
        )
        errors = read_framework(folder).errors
        assert [(Path(error.file).name, error.message) for error in errors] == [
            ("design.yaml", "the expectations of `design` are written twice")
        ]

    def test_a_folder_without_its_main_file_says_which_is_missing(self, tmp_path):
        errors = read_framework(tmp_path).errors
        assert [(error.message, error.hint) for error in errors] == [
            ("holds no `framework.yaml`", "Put everything but the expectations into `framework.yaml`.")
        ]

    def test_a_link_out_of_the_folder_is_not_followed(self, folder, tmp_path_factory):
        outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
        outside.write_text("senior: [Something secret.]\n", encoding="utf-8")
        (folder / "expectations" / "growing.yaml").unlink()
        (folder / "expectations" / "growing.yaml").symlink_to(outside)
        errors = read_framework(folder).errors
        assert [(Path(error.file).name, error.message) for error in errors] == [
            ("growing.yaml", "is a symbolic link")
        ]

    def test_a_linked_expectations_folder_is_not_followed(self, folder, tmp_path_factory):
        (folder / "expectations").rename(tmp_path_factory.mktemp("elsewhere") / "expectations")
        (folder / "expectations").symlink_to("/")
        assert [error.message for error in read_framework(folder).errors] == ["`expectations` is a symbolic link"]


def test_a_file_that_is_not_there_says_so(tmp_path):
    errors = read_framework(tmp_path / "none.yaml").errors
    assert [(error.message, error.hint) for error in errors] == [("does not exist", "Check the path.")]
