"""Which tracks there are: sections that hold levels of their own, and files of which each is one level."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from waypost.framework.importers.outlines.labels import Node
from waypost.framework.importers.tables.names import UNNAMED_TRACK, is_track
from waypost.framework.importers.texts.level_places import score, seniority
from waypost.framework.importers.texts.one_text import Text, common, role_of

_CODE = re.compile(r"^\(?([A-Za-z]{1,6})[\s-]?(\d{1,2})\b|\(([A-Z]{1,5})-?(\d{1,2})\+?\)")


@dataclass(frozen=True, slots=True)
class LevelFile:
    """A file that is one level: its title, its track, and its number, if one is said."""

    text: Text
    title: str
    track: str
    number: str
    order: float | None


def sections_are_tracks(parents: Sequence[Node], text: Text) -> bool:
    """Whether the sections that hold levels are tracks: their titles say so, or no two share a level."""
    titled = [node for node in parents if node.title and node is not text.heading]
    if len(titled) < 2:
        return False
    if all(is_track(node.title) for node in titled):
        return True
    keys = Counter(kid.key for node in titled for kid in node.kids if kid in text.levels)
    shared = sum(count > 1 for count in keys.values())
    if shared == 0:
        return True
    below = [{one.key for kid in node.kids if kid in text.levels for one in kid.kids} for node in titled]
    filled = [keys for keys in below if keys]
    return len(filled) == len(titled) and all(keys & filled[0] for keys in filled)


def order_files(texts: Sequence[Text]) -> list[LevelFile]:
    """The files that are levels, with their tracks, from the lowest level of the first track on."""
    files = [_file(text) for text in texts]
    tracks = _tracks(files)
    placed = [
        LevelFile(one.text, one.title, track, one.number, one.order) for one, track in zip(files, tracks, strict=True)
    ]
    order = list(dict.fromkeys(tracks))
    last = float("inf")  # files of which nothing tells the place stand as they are named
    ranks = _ranks(placed)
    return sorted(placed, key=lambda one: (order.index(one.track), ranks.get(id(one), last)))


def _ranks(files: Sequence[LevelFile]) -> dict[int, float]:
    """Where each file stands on its track: by the numbers that files say, or else by the seniority in all titles."""
    tracks: defaultdict[str, list[LevelFile]] = defaultdict(list)
    for one in files:
        tracks[one.track].append(one)
    found: dict[int, float] = {}
    for peers in tracks.values():
        numbers = {id(one): one.order for one in peers if one.order is not None}
        words = {id(one): rank for one in peers if (rank := seniority(one.title)) is not None}
        found |= numbers or (words if len(words) == len(peers) else {})
    return found


def _file(text: Text) -> LevelFile:
    outline = text.outline
    heading = text.heading.title if text.heading is not None else ""
    said = outline.said("level")
    titles = [outline.said("title"), heading, outline.said("name"), outline.said("role")]
    title = next((one for one in titles if one and score(one) >= 2), "") or next(filter(None, titles), "")
    if not title:
        title = f"Level {said}" if said.isdecimal() else said or text.stem
    code = _code(title)
    order = outline.said("order") or outline.said("weight") or outline.said("nav_order") or outline.said("position")
    number = next((one for one in (order, said, code[1] if code else "") if _is_number(one)), "")
    track = next(filter(None, (outline.said(key) for key in ("track", "ladder", "path", "discipline"))), "")
    band = said if _is_number(said) else code[1] if code else ""
    return LevelFile(text, title, track, band, float(number) if number else None)


def _is_number(written: str) -> bool:
    return re.fullmatch(r"\d{1,4}(?:\.\d{1,4})?", written) is not None


def _code(title: str) -> tuple[str, str] | None:
    found = _CODE.search(title)
    if found is None:
        return None
    return (found[1] or found[3], found[2] or found[4])


def _tracks(files: Sequence[LevelFile]) -> list[str]:
    """The track of each: said in the file, by its folder if several hold levels, or by code and role."""
    if any(one.track for one in files):
        return [one.track or UNNAMED_TRACK for one in files]
    folders = [PurePosixPath(one.text.file).parent.name for one in files]
    held = Counter(folders)
    if len(held) > 1 and all(count > 1 for count in held.values()):
        return [_folder_title(folder) for folder in folders]
    return _by_code(files)


def _folder_title(folder: str) -> str:
    return folder.upper() if len(folder) <= 3 else " ".join(re.split(r"[-_]+", folder)).capitalize()


def _by_code(files: Sequence[LevelFile]) -> list[str]:
    """Levels whose codes begin alike are on one track, unless a number comes twice: then the roles tell them apart."""
    families: defaultdict[str, list[LevelFile]] = defaultdict(list)
    for one in files:
        code = _code(one.title)
        families[code[0].upper() if code and code[0].lower() != "level" else ""].append(one)
    named: dict[int, str] = {}
    for family in families.values():
        numbers = Counter(code[1] for one in family if (code := _code(one.title)))
        roles = {id(one): role_of(one.title) for one in family}
        several = Counter(roles.values())
        apart = any(count > 1 for count in numbers.values())
        apart = apart or (not numbers and len(several) > 1 and all(count > 1 for count in several.values()))
        for one in family:
            named[id(one)] = (roles[id(one)] if apart else common(roles.values())) or UNNAMED_TRACK
    return [named[id(one)] for one in files]
