"""Released remarks under the names of their themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.results.wording.names import Names


@dataclass(frozen=True)
class Quotes:
    """The remarks the group may read about one theme, or about all themes together."""

    title: str
    texts: tuple[str, ...]


def quotes(remarks: Mapping[str, Sequence[str]], names: Names) -> tuple[Quotes, ...]:
    """Return the remarks in the order of the themes, those of all themes together last."""
    order = [*(theme.id for theme in names.questions.themes), ""]
    return tuple(
        Quotes(title=title_of(theme, names), texts=tuple(remarks[theme]))
        for theme in order
        if theme in remarks
    )


def title_of(theme: str, names: Names) -> str:
    """Return the name of a theme, or of all together."""
    return names.theme(theme) if theme else _("Alle thema's samen")
