"""What two versions offer: scale, bands, tracks, levels, paths, dimensions."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.framework.diff.change import Change, ChangeClass, in_both, only_in, reworded
from waypost.framework.schema import Band, Framework, Level, Path, PathKind, Scope, Track

MAJOR, MINOR, PATCH = ChangeClass.MAJOR, ChangeClass.MINOR, ChangeClass.PATCH
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


def _head(old: Framework, new: Framework) -> Iterator[Change]:
    yield from reworded("The framework has another name", old.name, new.name)
    yield from reworded("The framework has another title", old.title, new.title)
    yield from reworded("Somebody else answers for the framework", old.owner, new.owner)
    yield from reworded("The framework is described anew", old.about, new.about)
    reviewed = [str(day) if day else "" for day in (old.reviewed, new.reviewed)]
    yield from reworded("The framework was read through", reviewed[0], reviewed[1])
    size = [str(one.organisation.engineers or "") for one in (old, new)]
    yield from reworded("The organisation has another size", size[0], size[1])


def _scale(old: Framework, new: Framework) -> Iterator[Change]:
    for point in only_in(new.scale, old.scale):
        yield Change(MINOR, f"The scale has a new point, {point.key}", new=point.title)
    for point in only_in(old.scale, new.scale):
        yield Change(MINOR, f"The scale has lost the point {point.key}", old=point.title)
    for before, after in in_both(old.scale, new.scale):
        yield from reworded(f"The point {after.key} is worded anew", before.title, after.title)
        if before.value != after.value:
            what = f"The point {after.key} counts differently"
            yield Change(MAJOR, what, old=str(before.value), new=str(after.value))
    if old.bar.key != new.bar.key:
        yield Change(MAJOR, "The bar is at another point of the scale", old=old.bar.title, new=new.bar.title)


def _bands(old: Framework, new: Framework) -> Iterator[Change]:
    for band in only_in(new.bands, old.bands):
        yield Change(MINOR, f"{band.title} is a new band", new=band.title)
    for band in only_in(old.bands, new.bands):
        yield Change(MINOR, f"The band {band.title} is gone", old=band.title)
    pairs = in_both(old.bands, new.bands)
    if [before.key for before, _ in pairs] != [one.key for one in old.bands if one.key in new.index.bands]:
        yield Change(MAJOR, "The bands stand in another order", old=_keys(old.bands), new=_keys(new.bands))
    for before, after in pairs:
        yield from reworded(f"The band {after.key} has another title", before.title, after.title)
        yield from _pay(before, after)
        yield from _forums(before, after)


def _pay(old: Band, new: Band) -> Iterator[Change]:
    if old.pay == new.pay:
        return
    said = [f"{band.pay.low} to {band.pay.high} {band.pay.currency}" if band.pay else None for band in (old, new)]
    if old.pay is None or new.pay is None:
        what = f"The pay of {new.title} is {'open' if new.pay else 'no longer open'}"
        yield Change(MINOR if new.pay else MAJOR, what, old=said[0], new=said[1])
        return
    less = new.pay.low < old.pay.low or new.pay.high < old.pay.high or new.pay.currency != old.pay.currency
    yield Change(MAJOR if less else MINOR, f"{new.title} has another pay range", old=said[0], new=said[1])


def _forums(old: Band, new: Band) -> Iterator[Change]:
    for forum in old.forums:
        if forum not in new.forums:
            yield Change(MAJOR, f"{new.title} has no say in {forum} any more", old=forum)
    for forum in new.forums:
        if forum not in old.forums:
            yield Change(MINOR, f"{new.title} has a say in {forum}", new=forum)


def _tracks(old: Framework, new: Framework) -> Iterator[Change]:
    for track in only_in(new.tracks, old.tracks):
        yield Change(MINOR, f"{track.title} is a new track", new=track.title)
    for track in only_in(old.tracks, new.tracks):
        yield Change(MINOR, f"The track {track.title} is gone", old=track.title)
    for before, after in in_both(old.tracks, new.tracks):
        yield from reworded(f"The track {after.key} has another title", before.title, after.title)
        yield from reworded(f"The track {after.title} is described anew", before.about, after.about)
        if before.primary is not after.primary:
            yield Change(MAJOR, f"{after.title} is about another kind of work", old=before.primary, new=after.primary)
        if dict(before.weights) != dict(after.weights):
            what = f"{after.title} weighs the dimensions differently"
            yield Change(MAJOR, what, old=_weights(before), new=_weights(after))


def _weights(track: Track) -> str:
    return ", ".join(f"{dimension} {weight}" for dimension, weight in track.weights)


def _levels(old: Framework, new: Framework) -> Iterator[Change]:
    for level in only_in(new.levels, old.levels):
        yield Change(MINOR, f"{level.title} is a new level", level=level.key, new=level.title)
    for level in only_in(old.levels, new.levels):
        yield Change(MAJOR, f"The level {level.title} is gone", level=level.key, old=level.title)
    for before, after in in_both(old.levels, new.levels):
        yield from reworded(f"{after.title} has another title", before.title, after.title, level=after.key)
        yield from reworded(f"{after.title} is described anew", before.about, after.about, level=after.key)
        if before.band != after.band:
            yield Change(MAJOR, f"{after.title} is in another band", None, after.key, before.band, after.band)
        if before.track != after.track:
            yield Change(MAJOR, f"{after.title} is on another track", None, after.key, before.track, after.track)
        yield from _scope(before, after)


def _scope(old: Level, new: Level) -> Iterator[Change]:
    if old.scope is new.scope:
        return
    wider = new.scope is not None and (old.scope is None or _WIDTH[new.scope] > _WIDTH[old.scope])
    what = f"{new.title} has a {'wider' if wider else 'narrower'} scope"
    yield Change(MAJOR if wider else MINOR, what, None, new.key, old.scope, new.scope)


def _paths(old: Framework, new: Framework) -> Iterator[Change]:
    before, after = _moves(old), _moves(new)
    for move, path in after.items():
        if move not in before:
            yield Change(MINOR, f"A new path: {_said(path, new)}", level=path.source, new=_said(path, new))
    for move, path in before.items():
        if move not in after:
            yield Change(MAJOR, f"A path is closed: {_said(path, old)}", level=path.source, old=_said(path, old))


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
    for dimension in only_in(new.dimensions, old.dimensions):
        yield Change(MINOR, f"{dimension.title} is a new dimension", new=dimension.title)
    for dimension in only_in(old.dimensions, new.dimensions):
        yield Change(MINOR, f"The dimension {dimension.title} is gone", old=dimension.title)
    for before, after in in_both(old.dimensions, new.dimensions):
        yield from reworded(f"The dimension {after.key} has another title", before.title, after.title)
        yield from reworded(f"The dimension {after.title} is described anew", before.about, after.about)
        if before.kind is not after.kind:
            yield Change(MAJOR, f"{after.title} is judged as another kind of work", old=before.kind, new=after.kind)
    for criterion, same in in_both(old.criteria, new.criteria):
        was, now = old.dimension_of(criterion.key), new.dimension_of(same.key)
        if was.key != now.key:
            yield Change(MAJOR, f"{same.title} counts towards another dimension", same.key, None, was.title, now.title)


def _titles_by_score(old: Framework, new: Framework) -> Iterator[Change]:
    """A title that needs more points is a bar that rises; the same score under another title is other words."""
    before = {one.title: one.from_ for one in old.titles_by_score}
    after = {one.title: one.from_ for one in new.titles_by_score}
    called = {one.from_: one.title for one in old.titles_by_score if one.title not in after}
    for title, score in after.items():
        if title in before:
            if score != before[title]:
                what = f"The title {title} needs {'more' if score > before[title] else 'fewer'} points"
                kind = MAJOR if score > before[title] else MINOR
                yield Change(kind, what, old=f"{before[title]:g}", new=f"{score:g}")
        elif score in called:
            was = called.pop(score)
            yield Change(PATCH, f"From {score:g} points on the title is another", old=was, new=title)
        else:
            yield Change(MINOR, f"There is a new title from {score:g} points on", new=title)
    for score, title in called.items():
        yield Change(MINOR, f"No score gives the title {title} any more", old=f"{score:g}")


def _keys(bands: tuple[Band, ...]) -> str:
    return ", ".join(band.key for band in bands)
