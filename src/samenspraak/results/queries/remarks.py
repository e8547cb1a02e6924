"""Reads of remarks: they come in batches of at least k writers, without group or time (P4)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.db.models import Q

from samenspraak.conversations.models import Remark, Response, Round
from samenspraak.core.sheet import QuestionList, empty_sheet
from samenspraak.results.models import Release

TOGETHER = ""

Listed = Mapping[str, Sequence[Sequence[str]]]
"""Per theme (TOGETHER: of several themes) which remarks, each as its id and the digest of its text."""


@dataclass(frozen=True)
class Bundle:
    """The remarks about one theme, or about several themes together (``theme`` is TOGETHER)."""

    theme: str
    remarks: tuple[Remark, ...]


def readable_after(earlier: Release | None, round: Round, questions: QuestionList, *, k: int) -> Listed:
    """Return which remarks the facilitator may read from now on: those of *earlier*, and the next batches.

    New remarks about one question enter together when at least k people wrote one; what is left of
    all questions enters under TOGETHER when at least k people wrote it. A remark that changed is new.
    """
    known = listed_in(earlier, "readable")
    there = {str(remark.pk): remark for remark in remarks_in_picture(round, questions)}
    listed = {theme: [one for one in entries if is_as_it_was(one, there)] for theme, entries in known.items()}
    old = {remark for entries in listed.values() for remark, _digest in entries}
    for theme, batch in batches([one for pk, one in there.items() if pk not in old], questions, k=k):
        listed[theme] = [*listed.get(theme, []), *(entry(remark) for remark in batch)]
    return {theme: sorted(entries, key=tuple) for theme, entries in listed.items() if entries}


def remarks_in_picture(round: Round, questions: QuestionList) -> Iterable[Remark]:
    """Return the remarks of sheets that are in the picture, or that hold nothing else.

    Once ties are cut nobody can tell, and every remark of the round counts.
    """
    in_picture = ~Q(response__shown_sheet="") | Q(response__sheet=empty_sheet(questions))
    shown = Q(response__status=Response.Status.SENT) & in_picture
    return Remark.objects.filter(Q(response=None) | shown, round=round).exclude(text="").order_by("id")


def batches(
    fresh: Sequence[Remark], questions: QuestionList, *, k: int
) -> Iterable[tuple[str, Sequence[Remark]]]:
    """Yield the new remarks that may be read: per theme, and the others together."""
    per_item = {item.id: [one for one in fresh if one.item == item.id] for item in questions.items}
    alone = [item for item, found in per_item.items() if writers(found) >= k]
    for item in alone:
        yield questions.theme_of(item).id, per_item[item]
    rest = [one for one in fresh if one.item in per_item and one.item not in alone]
    if writers(rest) >= k:
        yield TOGETHER, rest


def writers(remarks: Iterable[Remark]) -> int:
    """Return how many people wrote these remarks; where the ties are cut, how many remarks there are."""
    return len({remark.response_id or remark.pk for remark in remarks})


def entry(remark: Remark) -> list[str]:
    """Return how a release lists one remark."""
    return [str(remark.pk), text_digest(remark.text)]


def text_digest(text: str) -> str:
    """Return what ties a release to the exact text it was made with."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:24]


def is_as_it_was(listed: Sequence[str], there: Mapping[str, Remark]) -> bool:
    """Say whether a listed remark is still there with the same text."""
    return listed[0] in there and text_digest(there[listed[0]].text) == listed[1]


def listed_in(release: Release | None, which: str) -> Listed:
    """Return the remarks a release lists as "readable" (by the facilitator) or "shown" (to the group)."""
    return cast(Listed, release.remarks.get(which, {})) if release else {}


def bundles(release: Release) -> tuple[Bundle, ...]:
    """Return the remarks the facilitator may read, in the random order of their ids."""
    return bundles_of(release, "readable")


def readable_in(round: Round, number: int | None) -> set[UUID]:
    """Return which remarks the facilitator could read at one release, in the words they still have."""
    release = Release.objects.filter(round=round, number=number).first() if number else None
    return {one.pk for bundle in bundles(release) for one in bundle.remarks} if release else set()


def shown_remarks(release: Release) -> dict[str, tuple[str, ...]]:
    """Return the texts the group may read per theme, in the words that were released.

    What its author changed or took back since, or the facilitator withheld, is not there any more (P7).
    """
    released = Remark.Status.RELEASED
    kept = {
        bundle.theme: tuple(one.text for one in bundle.remarks if one.status == released)
        for bundle in bundles_of(release, "shown")
    }
    return {theme: texts for theme, texts in kept.items() if texts}


def theme_order(listed: tuple[str, Sequence[Sequence[str]]]) -> tuple[bool, str]:
    """Return where remarks stand on a page: theme by theme, and those of several themes together last."""
    theme, _entries = listed
    return theme == TOGETHER, theme


def bundles_of(release: Release, which: str) -> tuple[Bundle, ...]:
    """Return the listed remarks of a release that are still as they were, in one query."""
    listed = listed_in(release, which)
    ids = [one[0] for entries in listed.values() for one in entries]
    kept = Remark.objects.filter(round_id=release.round_id, id__in=ids)
    there = {str(one.pk): one for one in kept.exclude(response__status=Response.Status.WITHDRAWN)}
    found = (
        Bundle(theme=theme, remarks=tuple(there[one[0]] for one in entries if is_as_it_was(one, there)))
        for theme, entries in sorted(listed.items(), key=theme_order)
    )
    return tuple(bundle for bundle in found if bundle.remarks)
