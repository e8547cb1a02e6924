"""Where one sheet stands among the opinion groups, in words for whoever filled it in: a person, or a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.core.opinions.picture import OpinionPicture
from samenspraak.core.opinions.standing import Standing, where_do_i_stand
from samenspraak.results.wording.names import Names
from samenspraak.results.wording.numbers import quoted
from samenspraak.results.wording.opinion_map import in_sentence


@dataclass(frozen=True)
class OwnStanding:
    """Where a sheet stands, with the statements that show it and those that do not fit."""

    place: str
    alike: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    alike_title: str = ""
    unlike_title: str = ""


def own_standing(sheet: str, opinions: OpinionPicture, names: Names, *, is_table: bool) -> OwnStanding | None:
    """Return where this sheet stands, from the sheet and the published figures only; None without groups or sheet."""
    standing = where_do_i_stand(sheet, names.questions, opinions) if sheet else None
    if standing is None:
        return None
    if standing.kind == "too-few":
        return OwnStanding(place=too_few(is_table=is_table))
    if standing.kind == "between":
        return OwnStanding(place=between(standing, is_table=is_table))
    words = {"group": in_sentence(standing.groups[0])}
    return OwnStanding(
        place=inside(words, is_table=is_table),
        alike=statements(standing.alike, names),
        unlike=statements(standing.unlike, names),
        alike_title=_("Dat zie je aan deze stellingen:"),
        unlike_title=(
            _("Hierover denken jullie anders dan %(group)s:")
            if is_table
            else _("Hierover denk jij anders dan %(group)s:")
        )
        % words,
    )


def inside(words: dict[str, str], *, is_table: bool) -> str:
    """Say which group is nearest."""
    if is_table:
        return _("Jullie tafel staat het dichtst bij %(group)s.") % words
    return _("Jij staat het dichtst bij %(group)s.") % words


def between(standing: Standing, *, is_table: bool) -> str:
    """Say between which two groups."""
    first, second = (in_sentence(place) for place in standing.groups)
    words = {"first": first, "second": second}
    if is_table:
        return _("Jullie tafel staat tussen %(first)s en %(second)s in.") % words
    return _("Jij staat tussen %(first)s en %(second)s in.") % words


def too_few(*, is_table: bool) -> str:
    """Say that there are too few answers to say it."""
    if is_table:
        return _("Jullie tafel vulde te weinig van deze stellingen in om te zeggen waar jullie staan.")
    return _("Je vulde te weinig van deze stellingen in om te zeggen waar jij staat.")


def statements(items: Iterable[str], names: Names) -> tuple[str, ...]:
    """Return statements as they were asked."""
    return tuple(quoted(names.item(item)) for item in items)
