"""Whether the parts of an instrument fit together: ids, scales, audiences, and what each kind asks.

Works on the values as read, so that a misspelt field elsewhere does not hide what is wrong here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from samenspraak.core.faults import Flaw, Path, quoted
from samenspraak.core.kinds import KINDS
from samenspraak.core.parts import Item
from samenspraak.core.shape import is_item

Entry = tuple[Path, dict[str, object]]
Names = dict[str, None]  # in the order of the file, quick to look up


def misfits(value: object) -> list[Flaw]:
    """Return what does not fit together in an instrument as it was read."""
    root: tuple[Path, object] = ((), value)
    themes = list(_entries(root, "themes"))
    items = [item for theme in themes for item in _entries(theme, "items")]
    questions = [question for theme in themes for question in _entries(theme, "deepening")]
    unique = [
        *(_entries(root, field) for field in ("groups", "scales", "agenda")),
        themes,
        items,
        questions,
    ]
    unique += [_entries(item, "options") for item in items]
    scales = _names(_entries(root, "scales"), "id")
    return [
        *(flaw for entries in unique for flaw in _repeated(entries)),
        *_unknown_kinds(items),
        *_unknown_scales(items, scales),
        *_unknown_audiences(items, _names(_entries(root, "groups"), "audience")),
        *_unknown_groups(items, _names(_entries(root, "groups"), "id")),
        *(flaw for theme in themes for flaw in _kind_flaws(theme, scales)),
    ]


def _entries(part: tuple[Path, object], field: str) -> Iterator[Entry]:
    """Yield the entries of a list in *part* that have fields, each with its path."""
    path, value = part
    listed = value.get(field) if isinstance(value, dict) else None
    for index, entry in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(entry, dict):
            yield (*path, field, index), entry


def _names(entries: Iterable[Entry], field: str) -> Names:
    found = (entry.get(field) for _, entry in entries)
    return dict.fromkeys(name for name in found if isinstance(name, str))


def _repeated(entries: Iterable[Entry]) -> Iterator[Flaw]:
    seen: set[str] = set()
    for path, entry in entries:
        name = entry.get("id")
        if not isinstance(name, str):
            continue
        if name.casefold() in seen:
            yield Flaw((*path, "id"), f"the id {quoted(name)} is used before", "Give each its own id.")
        seen.add(name.casefold())


def _unknown_kinds(items: Iterable[Entry]) -> Iterator[Flaw]:
    for path, item in items:
        kind = item.get("kind")
        if isinstance(kind, str) and kind not in KINDS:
            yield Flaw((*path, "kind"), f"this kind does not exist ({quoted(kind)})", _one_of(KINDS))


def _unknown_scales(items: Iterable[Entry], scales: Names) -> Iterator[Flaw]:
    for path, item in items:
        scale = item.get("scale")
        if isinstance(scale, str) and scale not in scales:
            yield Flaw((*path, "scale"), f"this scale does not exist ({quoted(scale)})", _one_of(scales))


def _unknown_audiences(items: Iterable[Entry], audiences: Names) -> Iterator[Flaw]:
    for path, item in items:
        named = item.get("audience")
        for index, audience in enumerate(named if isinstance(named, list) else []):
            if isinstance(audience, str) and audience not in audiences:
                problem = f"no group has this audience ({quoted(audience)})"
                yield Flaw((*path, "audience", index), problem, _one_of(audiences))


def _unknown_groups(items: Iterable[Entry], groups: Names) -> Iterator[Flaw]:
    """Yield the guesses about no group, and the groups named where nothing is guessed."""
    for path, item in items:
        group = item.get("of_group")
        if isinstance(group, str) and item.get("kind") != "guess":
            yield Flaw((*path, "of_group"), 'only kind "guess" has a group that is guessed', "Remove it.")
        elif isinstance(group, str) and group not in groups:
            yield Flaw((*path, "of_group"), f"this group does not exist ({quoted(group)})", _one_of(groups))


def _one_of(names: Iterable[str]) -> str:
    listed = ", ".join(quoted(name)[1:-1] for name in islice(names, 12))
    return f"Use one of: {listed}." if listed else "This file has none yet: add it."


def _kind_flaws(theme: Entry, scales: Names) -> Iterator[Flaw]:
    """Ask each item's kind what is wrong with it, given those of its kind before it in the theme.

    An item on a scale that does not exist is at fault itself; those after it are not measured by it.
    """
    before: dict[str, list[Item]] = {}
    for path, value in _entries(theme, "items"):
        item = is_item(value)
        if item is None or item.kind not in KINDS:
            continue
        earlier = before.setdefault(item.kind, [])
        for fault in KINDS[item.kind].faults(item, earlier):
            yield Flaw((*path, fault.field), fault.problem, fault.remedy)
        if item.scale is None or item.scale in scales:
            earlier.append(item)
