"""Frameworks by chance, with texts that are awkward in YAML and in Markdown, for tests of what has to hold for all."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from waypost.framework.schema import (
    AtOrAbove,
    Band,
    Criterion,
    Dimension,
    EvidencePolicy,
    Expectation,
    Framework,
    Kind,
    Level,
    Organisation,
    Panel,
    PanelPolicy,
    Path,
    PathKind,
    Pay,
    Point,
    Process,
    Raters,
    Requirements,
    Rhythm,
    Scope,
    SeatKind,
    SmallGroups,
    Statement,
    Track,
    Windows,
)

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters=TURNING)
awkward = st.sampled_from(
    [
        *("no", "null", "~", "1", "1.0", "2026-03-01", "=", "<<", "-", ":", "...", "---"),
        *("- a", "# a", "a: b", "a #b", "'", '"', "{a}", "[a", "a,b", "@a", "%a", "&a", "*a", "!a", "|", ">", "? a"),
        *("a\\b", "é ü 字 🙂", "a\u2028b", "\ufeffa"),
    ]
)
lines = (awkward | st.text(letters, min_size=1, max_size=60)).filter(lambda text: text.split())
proses = st.lists(lines | st.just("") | st.just("  - indented"), max_size=5).map("\n".join)
keys = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,12}", fullmatch=True) | st.sampled_from(
    ["no", "null", "1", "1e3", "0x1"]
)
lengths = st.integers(1, 400).map(lambda days: timedelta(days=days))
counts = st.none() | st.integers(0, 9)


def several(strategy, least=1, most=4):
    return st.lists(strategy, min_size=least, max_size=most, unique=True)


@st.composite
def moves(draw, levels, bands):
    """Promotions upward and lateral moves within a band, in any order."""
    rank = {band: place for place, band in enumerate(bands)}
    pairs = [
        (one.key, other.key, rank[other.band] - rank[one.band])
        for one in levels
        for other in levels
        if one is not other
    ]
    allowed = [(source, target, step) for source, target, step in pairs if step >= 0]
    chosen = draw(st.lists(st.sampled_from(allowed), unique=True, max_size=12)) if allowed else []
    return tuple(
        Path(kind=PathKind.PROMOTION if step else PathKind.LATERAL, source=source, target=target)
        for source, target, step in chosen
    )


@st.composite
def statements(draw):
    return Statement(
        says=draw(lines),
        looks_like=tuple(draw(st.lists(lines, max_size=2))),
        shown_by=tuple(draw(st.lists(lines, max_size=2))),
        about=draw(proses),
    )


@st.composite
def cells(draw, criteria, levels):
    """Expectations at some places; `same as` only where it leads to statements."""
    found = []
    for criterion in criteria:
        written = []
        for level in levels:
            kind = draw(st.integers(0, 3))
            if kind == 1 and written:
                found.append(Expectation(criterion=criterion, level=level, same_as=draw(st.sampled_from(written))))
            elif kind > 1:
                said = tuple(draw(st.lists(statements(), min_size=1, max_size=2)))
                found.append(Expectation(criterion=criterion, level=level, statements=said))
                written.append(level)
    return tuple(found)


@st.composite
def frameworks(draw):
    """Any framework that reading accepts."""
    bands, tracks, dimensions = draw(several(keys)), draw(several(keys, most=2)), draw(several(keys, most=3))
    criteria = draw(several(keys, least=len(dimensions), most=4))
    kinds = [draw(st.sampled_from(Kind)) for _ in dimensions]
    share = 100 // len(dimensions)
    weights = tuple((key, share + (100 - share * len(dimensions) if n == 0 else 0)) for n, key in enumerate(dimensions))
    levels = tuple(
        Level(
            key=key,
            title=draw(lines),
            track=draw(st.sampled_from(tracks)),
            band=draw(st.sampled_from(bands)),
            scope=draw(st.none() | st.sampled_from(Scope)),
            about=draw(proses),
        )
        for key in draw(several(keys))
    )
    owners = [draw(st.integers(0, len(dimensions) - 1)) if n >= len(dimensions) else n for n in range(len(criteria))]
    point_keys = draw(several(keys, least=2, most=4))
    bar = draw(st.integers(0, len(point_keys) - 1))
    requirements = st.builds(
        Requirements,
        self=counts,
        peers=counts,
        attested=st.none() | st.booleans(),
        scope_document_within_days=st.none() | st.integers(1, 400),
    )
    return Framework(
        name=draw(keys),
        title=draw(lines),
        version=f"{draw(st.integers(0, 99))}.{draw(st.integers(0, 99))}.{draw(st.integers(0, 99))}",
        reviewed=draw(st.none() | st.dates()),
        owner=draw(lines),
        about=draw(proses),
        organisation=Organisation(engineers=draw(st.none() | st.integers(1, 10_000))),
        scale=tuple(Point(key=key, value=n * 2, title=draw(lines), bar=n == bar) for n, key in enumerate(point_keys)),
        bands=tuple(
            Band(
                key=key,
                title=draw(lines),
                pay=draw(st.none() | st.just(Pay(currency="EUR", low=1, high=2))),
                forums=tuple(draw(st.lists(keys, max_size=2))),
            )
            for key in bands
        ),
        tracks=tuple(
            Track(key=key, title=draw(lines), primary=kinds[0], weights=weights, about=draw(proses)) for key in tracks
        ),
        levels=levels,
        paths=draw(moves(levels, bands)),
        dimensions=tuple(
            Dimension(
                key=key,
                title=draw(lines),
                kind=kinds[n],
                about=draw(proses),
                criteria=tuple(
                    Criterion(key=criterion, title=draw(lines), must=draw(st.booleans()), about=draw(proses))
                    for criterion, owner in zip(criteria, owners, strict=True)
                    if owner == n
                ),
            )
            for n, key in enumerate(dimensions)
        ),
        expectations=draw(cells(criteria, [level.key for level in levels])),
        evidence=EvidencePolicy(
            everyone=draw(requirements),
            from_bands=tuple(
                (band, draw(requirements)) for band in draw(st.lists(st.sampled_from(bands), unique=True))
            ),
        ),
        panels=PanelPolicy(
            technical=Panel(judges=tuple(Kind), seats=((SeatKind.ENGINEER, 2),), at_or_above=AtOrAbove.TARGET_BAND),
            decides=draw(st.sampled_from(SeatKind)),
        ),
        process=Process(
            windows=Windows(gathering=draw(lengths), appeal=draw(lengths)),
            cycles=tuple(sorted(draw(st.sets(st.dates(), max_size=3)))),
            answer_within=draw(lengths),
            small_groups=SmallGroups(numbers=draw(st.integers(3, 20)), comments=8),
            raters=draw(st.none() | st.sampled_from(Raters)),
            rhythm=draw(
                st.none()
                | st.builds(
                    Rhythm,
                    scope_document_every=st.none() | lengths,
                    technical_review_every=st.none() | lengths,
                )
            ),
        ),
    )
