"""Markdown in several files or with several tracks: a file for each level, track, criterion or group."""

from __future__ import annotations

from tests.framework.importers.reading_prose import BACKEND_LADDER, by_level, cells, read


def test_one_file_for_each_level_with_front_matter() -> None:
    def page(title: str, level: int, track: str, says: str) -> str:
        return f"---\ntitle: {title}\nlevel: {level}\ntrack: {track}\norder: {level}\n---\n\n## Impact\n\n- {says}\n"

    found = read(
        b_md=page("Engineer", 1, "Depth", "Ships."),
        a_md=page("Senior Engineer", 2, "Depth", "Ships well."),
        c_md=page("Manager", 2, "People", "Grows others."),
    )
    assert cells(found) == {
        ("Depth", "Engineer", "Impact"): ["Ships."],
        ("Depth", "Senior Engineer", "Impact"): ["Ships well."],
        ("People", "Manager", "Impact"): ["Grows others."],
    }
    assert [(one.title, one.rank) for one in found.levels] == [
        ("Engineer", 1.0),
        ("Senior Engineer", 2.0),
        ("Manager", 2.0),
    ]
    assert found.left_over == ()


def test_front_matter_that_says_nothing_of_levels_is_left_over_with_its_line() -> None:
    found = read(
        a_md="---\ntitle: Engineer I\nlevel: 1\nsidebar: left\ntags: [x, y]\n---\n### Craft\n- Writes.\n",
        b_md="---\ntitle: Engineer II\nlevel: 2\n---\n### Craft\n- Designs.\n",
    )
    assert [(one.text, str(one.origin)) for one in found.left_over] == [
        ("tags: x, y", "a.md:5"),
        ("sidebar: left", "a.md:4"),
    ]


def test_front_matter_that_is_no_yaml_is_left_over_and_told() -> None:
    found = read(a_md="---\ntitle: a: b\n---\n" + BACKEND_LADDER)
    assert [one.why.split(":")[0] for one in found.left_over] == ["front matter that cannot be read"]
    assert len(by_level(found)) == 4


def test_one_file_for_each_track() -> None:
    def track(title: str, code: str) -> str:
        return (
            f"# {title}\n\n## {code}4\n\n### Impact\n\n- {title} four.\n\n## {code}5\n\n### Impact\n\n- {title} five.\n"
        )

    found = read(dev_md=track("Developer", "D"), lead_md=track("Tech Lead", "TL"))
    assert cells(found) == {
        ("Developer", "D4", "Impact"): ["Developer four."],
        ("Developer", "D5", "Impact"): ["Developer five."],
        ("Tech Lead", "TL4", "Impact"): ["Tech Lead four."],
        ("Tech Lead", "TL5", "Impact"): ["Tech Lead five."],
    }


def test_several_tracks_in_one_file() -> None:
    found = read(
        ladder_md="""\
# Career framework

## Individual contributor track

### Senior
#### Impact
- Ships.
### Staff
#### Impact
- Decides.

## Management track

### Manager
#### Impact
- Grows people.
### Director
#### Impact
- Grows managers.
"""
    )
    assert cells(found) == {
        ("Individual contributor track", "Senior", "Impact"): ["Ships."],
        ("Individual contributor track", "Staff", "Impact"): ["Decides."],
        ("Management track", "Manager", "Impact"): ["Grows people."],
        ("Management track", "Director", "Impact"): ["Grows managers."],
    }
    assert found.title == "Career framework"


def test_groups_of_criteria_become_dimensions() -> None:
    found = read(
        ladder_md="""\
# Platform

## Level 1: Engineer
### Technical
#### Design
- Follows.
#### Testing
- Tests.
### People
#### Mentoring
- Asks.
## Level 2: Senior Engineer
### Technical
#### Design
- Leads.
#### Testing
- Plans.
### People
#### Mentoring
- Gives.
"""
    )
    titles = {one.id: one.title for one in found.dimensions}
    assert [(titles[one.dimension], one.title) for one in found.criteria] == [
        ("Technical", "Design"),
        ("Technical", "Testing"),
        ("People", "Mentoring"),
    ]
    assert len(by_level(found)) == 6


def test_sections_that_hold_the_same_criteria_are_tracks() -> None:
    impact = "### Impact\n#### Junior\n- {0} a\n#### Senior\n- {0} b\n"
    part = "## {0}\n" + impact + "### Reach\n#### Junior\n- {0} c\n#### Senior\n- {0} d\n"
    found = read(ladder_md="# Ours\n\n" + part.format("Backend") + part.format("Frontend"))
    assert [one.title for one in found.tracks] == ["Backend", "Frontend"]
    assert [one.title for one in found.criteria] == ["Impact", "Reach"]
    assert cells(found)["Frontend", "Senior", "Reach"] == ["Frontend d"]


def test_files_of_levels_in_folders_are_tracks_and_stand_in_order_of_seniority() -> None:
    page = "# {}\n\n## Impact\n\n- {}\n"
    names = ("ic__senior", "ic__junior", "managers__director", "managers__manager")
    found = read(**{f"{name}_md": page.format(name.split("__")[1].capitalize(), name) for name in names})
    tracks = {one.id: one.title for one in found.tracks}
    assert [(tracks[one.track], one.title) for one in found.levels] == [
        ("IC", "Junior"),
        ("IC", "Senior"),
        ("Managers", "Manager"),
        ("Managers", "Director"),
    ]


def test_one_file_for_each_criterion() -> None:
    page = "# {0}\n\nAbout {0}.\n\n## Junior\n- {0} a\n\n## Senior\n- {0} b\n"
    found = read(delivery_md=page.format("Delivery"), talk_md=page.format("Talking"), lead_md=page.format("Leading"))
    assert by_level(found) == {
        ("Junior", "Delivery"): ["Delivery a"],
        ("Senior", "Delivery"): ["Delivery b"],
        ("Junior", "Talking"): ["Talking a"],
        ("Senior", "Talking"): ["Talking b"],
        ("Junior", "Leading"): ["Leading a"],
        ("Senior", "Leading"): ["Leading b"],
    }
    assert [one.about for one in found.criteria] == ["About Delivery.", "About Talking.", "About Leading."]
    assert found.left_over == ()


def test_one_file_for_each_group_of_criteria() -> None:
    level = "## {1}\n### {0} one\n- a\n### {0} two\n- b\n"
    page = "# {0}\n\nAbout {0}.\n\n" + level.replace("{1}", "Junior") + level.replace("{1}", "Senior")
    found = read(a_md=page.format("Technology"), b_md=page.format("Business"))
    titles = {one.id: one.title for one in found.dimensions}
    assert [(titles[one.dimension], one.title) for one in found.criteria] == [
        ("Technology", "Technology one"),
        ("Technology", "Technology two"),
        ("Business", "Business one"),
        ("Business", "Business two"),
    ]
    assert [one.about for one in found.dimensions] == ["About Technology.", "About Business."]
    assert len(by_level(found)) == 8


def test_tracks_with_labels_of_their_own_have_no_steps() -> None:
    level = "### {}\n\n- **{}:** x\n- **Process:** y\n\n"
    engineers = level.format("Engineer I", "Technical") + level.format("Engineer II", "Technical")
    managers = level.format("Manager", "People") + level.format("Senior Manager", "People")
    found = read(ladder_md=f"# Roles\n\n## Software engineers\n\n{engineers}## Engineering managers\n\n{managers}")
    assert [one.title for one in found.criteria] == ["Technical", "Process", "People"]
