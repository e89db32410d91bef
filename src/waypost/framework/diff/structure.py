"""What two versions offer: scale, bands, tracks, levels, paths, dimensions."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.framework.diff.change import Change, ChangeClass, ChangeSort, Part, in_both, only_in, reworded
from waypost.framework.schema import Band, Framework, Level, Path, PathKind, Scope, Track

MAJOR, MINOR, PATCH = ChangeClass.MAJOR, ChangeClass.MINOR, ChangeClass.PATCH
ADDED, REMOVED, MOVED, CHANGED = ChangeSort.ADDED, ChangeSort.REMOVED, ChangeSort.MOVED, ChangeSort.CHANGED
RAISED, LOWERED, RENAMED = ChangeSort.RAISED, ChangeSort.LOWERED, ChangeSort.RENAMED
_WIDTH = {scope: width for width, scope in enumerate(Scope)}


def structure_changes(old: Framework, new: Framework) -> Iterator[Change]:
    """Changes to everything but what is asked and what is promised."""
    yield from _head(old, new)
    yield from _scale(old, new)
    yield from _bands(old, new)
    yield from _tracks(old, new)
    yield from _levels(old, new)
    yield from _paths(old, new)
    yield from _dimensions(old, new)
    yield from _titles_by_score(old, new)
    yield from _waivers(old, new)


def _head(old: Framework, new: Framework) -> Iterator[Change]:
    part = Part.FRAMEWORK
    yield from reworded("The framework has another name", old.name, new.name, part=part, sort=RENAMED)
    yield from reworded("The framework has another title", old.title, new.title, part=part, sort=RENAMED)
    yield from reworded("Somebody else answers for the framework", old.owner, new.owner, part=part, sort=CHANGED)
    yield from reworded("The framework is described anew", old.about, new.about, part=part)
    reviewed = [str(day) if day else "" for day in (old.reviewed, new.reviewed)]
    yield from reworded("The framework was read through", *reviewed, part=part, sort=CHANGED)
    size = [str(one.organisation.engineers or "") for one in (old, new)]
    yield from reworded("The organisation has another size", *size, part=part, sort=CHANGED)


def _scale(old: Framework, new: Framework) -> Iterator[Change]:
    part = Part.SCALE
    for point in only_in(new.scale, old.scale):
        yield Change(MINOR, f"The scale has a new point, {point.key}", new=point.title, sort=ADDED, part=part)
    for point in only_in(old.scale, new.scale):
        yield Change(MINOR, f"The scale has lost the point {point.key}", old=point.title, sort=REMOVED, part=part)
    for before, after in in_both(old.scale, new.scale):
        yield from reworded(f"The point {after.key} is worded anew", before.title, after.title, part=part)
        if before.value != after.value:
            what = f"The point {after.key} counts differently"
            yield Change(MAJOR, what, old=str(before.value), new=str(after.value), sort=CHANGED, part=part)
    if old.bar.key != new.bar.key:
        what, sort = "The bar is at another point of the scale", _bar(old.bar.value, new.bar.value)
        yield Change(MAJOR, what, old=old.bar.title, new=new.bar.title, sort=sort, part=part)


def _bar(old: int, new: int) -> ChangeSort:
    if old == new:
        return CHANGED
    return RAISED if new > old else LOWERED


def _bands(old: Framework, new: Framework) -> Iterator[Change]:
    part = Part.BANDS
    for band in only_in(new.bands, old.bands):
        yield Change(MINOR, f"{band.title} is a new band", new=band.title, sort=ADDED, part=part, band=band.key)
    for band in only_in(old.bands, new.bands):
        what = f"The band {band.title} is gone"
        yield Change(MINOR, what, old=band.title, sort=REMOVED, part=part, band=band.key)
    pairs = in_both(old.bands, new.bands)
    if [before.key for before, _ in pairs] != [one.key for one in old.bands if one.key in new.index.bands]:
        what, keys = "The bands stand in another order", (_keys(old.bands), _keys(new.bands))
        yield Change(MAJOR, what, old=keys[0], new=keys[1], sort=CHANGED, part=part)
    for before, after in pairs:
        what = f"The band {after.key} has another title"
        yield from reworded(what, before.title, after.title, part=part, sort=RENAMED, band=after.key)
        yield from _pay(before, after)
        yield from _forums(before, after)


def _pay(old: Band, new: Band) -> Iterator[Change]:
    part, key = Part.BANDS, new.key
    if old.pay == new.pay:
        return
    said = [f"{band.pay.low} to {band.pay.high} {band.pay.currency}" if band.pay else None for band in (old, new)]
    if old.pay is None or new.pay is None:
        what = f"The pay of {new.title} is {'open' if new.pay else 'no longer open'}"
        sort = ADDED if new.pay else REMOVED
        yield Change(MINOR if new.pay else MAJOR, what, old=said[0], new=said[1], sort=sort, part=part, band=key)
        return
    less = new.pay.low < old.pay.low or new.pay.high < old.pay.high or new.pay.currency != old.pay.currency
    what, kind = f"{new.title} has another pay range", MAJOR if less else MINOR
    yield Change(kind, what, old=said[0], new=said[1], sort=CHANGED, part=part, band=key)


def _forums(old: Band, new: Band) -> Iterator[Change]:
    part, key = Part.BANDS, new.key
    for forum in old.forums:
        if forum not in new.forums:
            what = f"{new.title} has no say in {forum} any more"
            yield Change(MAJOR, what, old=forum, sort=REMOVED, part=part, band=key)
    for forum in new.forums:
        if forum not in old.forums:
            yield Change(MINOR, f"{new.title} has a say in {forum}", new=forum, sort=ADDED, part=part, band=key)


def _tracks(old: Framework, new: Framework) -> Iterator[Change]:
    part = Part.TRACKS
    for track in only_in(new.tracks, old.tracks):
        what = f"{track.title} is a new track"
        yield Change(MINOR, what, new=track.title, sort=ADDED, part=part, track=track.key)
    for track in only_in(old.tracks, new.tracks):
        what = f"The track {track.title} is gone"
        yield Change(MINOR, what, old=track.title, sort=REMOVED, part=part, track=track.key)
    for before, after in in_both(old.tracks, new.tracks):
        yield from _track(before, after)


def _track(old: Track, new: Track) -> Iterator[Change]:
    part, key = Part.TRACKS, new.key
    what = f"The track {key} has another title"
    yield from reworded(what, old.title, new.title, part=part, sort=RENAMED, track=key)
    yield from reworded(f"The track {new.title} is described anew", old.about, new.about, part=part, track=key)
    if old.primary is not new.primary:
        what = f"{new.title} is about another kind of work"
        yield Change(MAJOR, what, old=old.primary, new=new.primary, sort=CHANGED, part=part, track=key)
    if dict(old.weights) != dict(new.weights):
        what, both = f"{new.title} weighs the dimensions differently", (_weights(old), _weights(new))
        yield Change(MAJOR, what, old=both[0], new=both[1], sort=ChangeSort.WEIGHTS, part=part, track=key)


def _weights(track: Track) -> str:
    return ", ".join(f"{dimension} {weight}" for dimension, weight in track.weights)


def _levels(old: Framework, new: Framework) -> Iterator[Change]:
    part = Part.LEVELS
    for level in only_in(new.levels, old.levels):
        what = f"{level.title} is a new level"
        yield Change(MINOR, what, level=level.key, new=level.title, sort=ADDED, part=part, track=level.track)
    for level in only_in(old.levels, new.levels):
        what = f"The level {level.title} is gone"
        yield Change(MAJOR, what, level=level.key, old=level.title, sort=REMOVED, part=part, track=level.track)
    for before, after in in_both(old.levels, new.levels):
        yield from _level(before, after)


def _level(old: Level, new: Level) -> Iterator[Change]:
    part, key = Part.LEVELS, new.key
    what = f"{new.title} has another title"
    yield from reworded(what, old.title, new.title, part=part, sort=RENAMED, level=key)
    yield from reworded(f"{new.title} is described anew", old.about, new.about, part=part, level=key)
    if old.band != new.band:
        what = f"{new.title} is in another band"
        yield Change(MAJOR, what, None, key, old.band, new.band, sort=MOVED, part=part)
    if old.track != new.track:
        what = f"{new.title} is on another track"
        yield Change(MAJOR, what, None, key, old.track, new.track, sort=MOVED, part=part, track=new.track)
    if old.scope is not new.scope:
        wider = new.scope is not None and (old.scope is None or _WIDTH[new.scope] > _WIDTH[old.scope])
        what = f"{new.title} has a {'wider' if wider else 'narrower'} scope"
        kind, sort = (MAJOR, RAISED) if wider else (MINOR, LOWERED)
        yield Change(kind, what, None, key, old.scope, new.scope, sort=sort, part=part)


def _paths(old: Framework, new: Framework) -> Iterator[Change]:
    part, before, after = Part.PATHS, _moves(old), _moves(new)
    for move, path in after.items():
        if move not in before:
            said = _said(path, new)
            yield Change(MINOR, f"A new path: {said}", level=path.source, new=said, sort=ADDED, part=part)
    for move, path in before.items():
        if move not in after:
            said = _said(path, old)
            yield Change(MAJOR, f"A path is closed: {said}", level=path.source, old=said, sort=REMOVED, part=part)


def _moves(framework: Framework) -> dict[tuple[PathKind, frozenset[str] | tuple[str, str]], Path]:
    """The paths by what they allow: a lateral one is the same written either way round."""
    lateral = PathKind.LATERAL
    return {
        (path.kind, frozenset((path.source, path.target)) if path.kind is lateral else (path.source, path.target)): path
        for path in framework.paths
    }


def _said(path: Path, framework: Framework) -> str:
    sign = "to" if path.kind is PathKind.PROMOTION else "and sideways to"
    return f"{framework.level(path.source).title} {sign} {framework.level(path.target).title}"


def _dimensions(old: Framework, new: Framework) -> Iterator[Change]:
    part = Part.DIMENSIONS
    for dimension in only_in(new.dimensions, old.dimensions):
        yield Change(MINOR, f"{dimension.title} is a new dimension", new=dimension.title, sort=ADDED, part=part)
    for dimension in only_in(old.dimensions, new.dimensions):
        what = f"The dimension {dimension.title} is gone"
        yield Change(MINOR, what, old=dimension.title, sort=REMOVED, part=part)
    for before, after in in_both(old.dimensions, new.dimensions):
        what = f"The dimension {after.key} has another title"
        yield from reworded(what, before.title, after.title, part=part, sort=RENAMED)
        yield from reworded(f"The dimension {after.title} is described anew", before.about, after.about, part=part)
        if before.kind is not after.kind:
            what = f"{after.title} is judged as another kind of work"
            yield Change(MAJOR, what, old=before.kind, new=after.kind, sort=CHANGED, part=part)
    for criterion, same in in_both(old.criteria, new.criteria):
        was, now = old.dimension_of(criterion.key), new.dimension_of(same.key)
        if was.key != now.key:
            what = f"{same.title} counts towards another dimension"
            yield Change(MAJOR, what, same.key, None, was.title, now.title, sort=MOVED, part=Part.CRITERIA)


def _titles_by_score(old: Framework, new: Framework) -> Iterator[Change]:
    """A title that needs more points is a bar that rises; the same score under another title is other words."""
    part = Part.TITLES
    before = {one.title: one.from_ for one in old.titles_by_score}
    after = {one.title: one.from_ for one in new.titles_by_score}
    called = {one.from_: one.title for one in old.titles_by_score if one.title not in after}
    for title, score in after.items():
        if title in before:
            if score != before[title]:
                what = f"The title {title} needs {'more' if score > before[title] else 'fewer'} points"
                kind, sort = (MAJOR, RAISED) if score > before[title] else (MINOR, LOWERED)
                yield Change(kind, what, old=f"{before[title]:g}", new=f"{score:g}", sort=sort, part=part)
        elif score in called:
            was = called.pop(score)
            what = f"From {score:g} points on the title is another"
            yield Change(PATCH, what, old=was, new=title, sort=RENAMED, part=part)
        else:
            what = f"There is a new title from {score:g} points on"
            yield Change(MINOR, what, new=title, sort=ADDED, part=part)
    for score, title in called.items():
        what = f"No score gives the title {title} any more"
        yield Change(MINOR, what, old=f"{score:g}", sort=REMOVED, part=part)


def _keys(bands: tuple[Band, ...]) -> str:
    return ", ".join(band.key for band in bands)


def _waivers(old: Framework, new: Framework) -> Iterator[Change]:
    """What a linter passes over for a while asks nothing of anybody."""
    part = Part.WAIVERS
    for waiver in new.waivers:
        if waiver not in old.waivers:
            what = f"A finding is waived until {waiver.until}: {', '.join(waiver.ignore)}"
            yield Change(PATCH, what, new=waiver.says, sort=ADDED, part=part)
    for waiver in old.waivers:
        if waiver not in new.waivers:
            what = f"A finding is no longer waived until {waiver.until}: {', '.join(waiver.ignore)}"
            yield Change(PATCH, what, old=waiver.says, sort=REMOVED, part=part)
