"""Pages: one for each level or one for all, headings that are none, and navigation that every page repeats."""

from __future__ import annotations

from tests.framework.importers.reading_prose import by_level, cells, read, sources

from waypost.framework.importers.texts import pages

HEAD = """\
<!doctype html>
<html><head><title>Ladder</title><style>p { color: red }</style><script>var a = "<h1>no</h1>";</script></head>
<body>
<div id="toc">
<h1>Engineer</h1><a href="one.html">IC1 Engineer</a><div><a href="two.html">IC2 Engineer</a></div>
<h1>Manager</h1><a href="m1.html">M1 Manager</a>
</div>
"""
FOOT = "<p>Made with care</p></body></html>"


def page(title: str, *, ships: str, grows: str) -> str:
    """A page of one level: a category in a heading, the criteria in bold without one."""
    return (
        f"{HEAD}<div><h1>{title}</h1>\n<p><em>What a {title} is</em></p>\n"
        f"<p><strong>Scope</strong>\n<em>How far it reaches</em></p>\n<ul>\n<li>{ships} scope</li>\n</ul>\n"
        f"<h1>Core</h1>\n<h2>🏆 Results</h2>\n<p><strong>Impact</strong></p>\n<ul>\n<li>{ships}\n<li>Asks\n</ul>\n"
        f"<h2>🌳 Talent</h2>\n<p><strong>Growth</strong></p>\n<ul><li>{grows}</li></ul>\n</div>{FOOT}"
    )


FILES = {
    "ic1_html": page("IC1 Engineer", ships="Ships", grows="Learns"),
    "ic2_html": page("IC2 Engineer", ships="Ships more", grows="Teaches"),
    "m1_html": page("M1 Manager", ships="Ships with others", grows="Hires"),
    "overview_html": f"{HEAD}<h1>Overview</h1><p>All about it.</p>{FOOT}",
}


def test_one_page_for_each_level() -> None:
    found = read(**FILES)
    asked = cells(found)
    assert len(asked) == 9
    assert asked["Engineer", "IC1 Engineer", "Impact"] == ["Ships", "Asks"]
    assert asked["Engineer", "IC2 Engineer", "Growth"] == ["Teaches"]
    assert asked["Manager", "M1 Manager", "Scope"] == ["Ships with others scope"]
    titles = {one.id: one.title for one in found.dimensions}
    assert [(titles[one.dimension], one.title, one.about) for one in found.criteria] == [
        ("Expectations", "Scope", "How far it reaches"),
        ("Results", "Impact", ""),
        ("Talent", "Growth", ""),
    ]
    assert [(one.title, one.rank, one.about) for one in found.levels][:2] == [
        ("IC1 Engineer", 1.0, "What a IC1 Engineer is"),
        ("IC2 Engineer", 2.0, "What a IC2 Engineer is"),
    ]


def test_what_every_page_repeats_is_navigation() -> None:
    found = read(**FILES)
    left = [
        (one.text, one.origin.line)
        for one in found.left_over
        if one.why == "navigation" and one.origin.file == "ic1.html"
    ]
    assert left == [
        ("Engineer", 5),
        ("IC1 Engineer (one.html)", 5),
        ("IC2 Engineer (two.html)", 5),
        ("Manager", 6),
        ("M1 Manager (m1.html)", 6),
        ("Made with care", 25),
    ]
    whys = {one.why for one in found.left_over}
    assert {"script", "style", "the page's own title", "navigation"} <= whys
    assert "texts at the head or foot of the pages are the same on most of them: navigation." in found.notes[-1]


def test_one_page_for_all_levels() -> None:
    found = read(
        ladder_html="""\
<header><a href="/">Home</a></header><nav><ul><li>Senior</ul></nav>
<main><header><h1>Backend</h1></header>
<section><h2>Junior &amp; new</h2><h3>Craft</h3><ul><li>Writes <b>code</b><li>Reads<ul><li>books</ul></ul></section>
<section><h2>Senior Engineer</h2><h3>Craft</h3><p>Designs.<br>Reviews.</p></section>
<section><h2>Staff Engineer</h2><h3>Craft</h3><dl><dt>Depth</dt><dd>Knows.</dd></dl></section>
</main><footer>2026</footer><aside>Related</aside>
"""
    )
    asked = by_level(found)
    assert asked["Senior Engineer", "Craft"] == ["Designs.", "Reviews."]
    assert [one.text for one in found.left_over if one.why == "navigation"] == ["Home (/)", "Senior", "2026", "Related"]


def test_ends_that_are_left_out_are_implied() -> None:
    found = read(
        a_html="<h1>X<h2>Level 1</h2><h3>Craft</h3><ul><li>one<li>two</ul>"
        "<h2>Level 2</h2><h3>Craft<h3>Scope</h3><p>three<p>four"
    )
    assert by_level(found) == {("Level 1", "Craft"): ["one", "two"], ("Level 2", "Scope"): ["three", "four"]}


def test_a_summary_is_a_heading() -> None:
    found = read(
        a_html="<h1>Design</h1><details><summary>Junior</summary><ul><li>Draws.</ul></details>"
        "<details><summary>Senior</summary><ul><li>Decides.</ul></details>"
    )
    assert by_level(found) == {
        ("Junior", "What is expected"): ["Draws."],
        ("Senior", "What is expected"): ["Decides."],
    }


def test_a_table_in_a_page_is_read_as_a_table() -> None:
    found = read(
        a_html="<h1>Backend</h1><h2>Levels</h2><table><tr><th><th>Junior<th>Senior<tr><td>Craft<td>Writes.<td>Designs.<br>Reviews."
        "<tr><td>Testing<td>Tests a change<td>Says what to test</table>"
    )
    asked = {(level, criterion): says for (_, level, criterion), says in cells(found).items()}
    assert asked["Senior", "Craft"] == ["Designs.", "Reviews."]
    assert asked["Junior", "Testing"] == ["Tests a change"]


def test_the_claim_counts_pages() -> None:
    claim = pages.claim(sources(**FILES))
    assert claim is not None
    assert claim.because == "3 pages or headings are levels, with 3 criteria and 12 statements below them"


def test_pages_without_levels_are_not_claimed() -> None:
    assert pages.claim(sources(a_html="<h1>Hello</h1><p>There.</p>")) is None
    assert pages.claim(sources(a_md="# Hello")) is None


def test_a_title_that_is_set_as_a_bullet_heads_the_bullets_after_it() -> None:
    level = "<h2>{}</h2><p><b>Craft</b></p><ul><li>a</li></ul><p><b>Reach</b></p><ul><li>b</li></ul>"
    odd = "<h2>Level 3</h2><p><b>Craft</b></p><ul><li>c</li></ul><ul><li><p><b>Reach</b></p></li><li>d</li></ul>"
    found = read(a_html="<h1>Backend</h1>" + level.format("Level 1") + level.format("Level 2") + odd)
    assert by_level(found)["Level 3", "Reach"] == ["d"]
    assert by_level(found)["Level 3", "Craft"] == ["c"]
