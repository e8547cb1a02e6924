"""What a document is made of: the round as it stands, the words, and what the reader chose to put in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from samenspraak.figures.wording.beside import Shelf
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.delimiting import Delimiting
from samenspraak.outcomes.queries.progress import Progress
from samenspraak.outcomes.queries.standing import Standing, ThemeStanding
from samenspraak.results.wording.names import Names
from samenspraak.results.wording.pages import Telling
from samenspraak.results.wording.spheres import Spheres, spheres_of
from samenspraak.socialbase.queries.on_theme import Scene

Kind = Literal["summary", "report"]


@dataclass(frozen=True)
class Choice:
    """What goes in; notes and remarks only when somebody asks for them."""

    kind: Kind
    themes: tuple[str, ...]
    remarks: bool
    notes: bool


@dataclass(frozen=True)
class Since:
    """What happened since the round before: the change between two releases, and the actions of that round."""

    progress: Progress
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Matter:
    """Everything a document may say. What people answered comes from the release and from nowhere else (P4)."""

    standing: Standing
    names: Names
    choice: Choice
    organisation: str
    day: date
    since: Since | None = None
    shelf: Shelf = field(default_factory=lambda: Shelf((), ""))
    scene: Scene | None = None
    delimiting: Delimiting | None = None

    @cached_property
    def telling(self) -> Telling | None:
        """Return the released picture with its words; None before the first release."""
        picture = self.standing.picture
        return Telling(picture=picture, names=self.names) if picture else None

    @cached_property
    def spheres(self) -> Spheres | None:
        """Return where people put their cards; None before the first release, and without cards."""
        telling = self.telling
        return spheres_of(telling.placed, telling.picture, self.names) if telling else None

    @property
    def themes(self) -> tuple[ThemeStanding, ...]:
        """Return the chosen themes, in the order of the instrument."""
        return tuple(one for one in self.standing.themes if one.theme.id in self.choice.themes)

    @property
    def placed(self) -> tuple[ThemeStanding, ...]:
        """Return the chosen themes that have a position."""
        return tuple(one for one in self.themes if one.is_placed)

    @property
    def actions(self) -> tuple[Action, ...]:
        """Return the actions of the chosen themes, those with the nearest date first."""
        found = [action for theme in self.themes for action in theme.actions]
        return tuple(
            sorted(found, key=lambda one: (one.deadline is None, one.deadline or self.day, one.what))
        )
