"""Where the group stands beside what is on the map: themes that stand low and have few ties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.conversations.models import Round
from samenspraak.core.network import Side, both_thin
from samenspraak.core.picture import ThemePicture
from samenspraak.results.wording import numbers
from samenspraak.results.wording.pages import Telling
from samenspraak.socialbase.queries.on_theme import OnTheme, Scene, scene_of


@dataclass(frozen=True)
class ThinLine:
    """One theme: where the group puts it, with its n, and what is on the map; *thin* when both are little."""

    letter: str
    name: str
    position: str
    uncertain: bool
    n: int | None
    entries: int
    ties: int
    gaps: int
    thin: bool

    @property
    def sentence(self) -> str:
        """Say that the theme stands low and has few ties."""
        words = {
            "theme": f"{self.letter} {self.name}",
            "position": self.position,
            "doubt": _(", onzeker") if self.uncertain else "",
            "n": self.n,
            "entries": self.entries,
            "ties": self.ties,
        }
        said = ngettext(
            "%(theme)s: gemiddeld %(position)s (n = %(n)s%(doubt)s), en op de kaart %(entries)s organisatie of "
            "initiatief met %(ties)s onderlinge verbindingen. Dat is minder dan bij de meeste thema's.",
            "%(theme)s: gemiddeld %(position)s (n = %(n)s%(doubt)s), en op de kaart %(entries)s organisaties en "
            "initiatieven met %(ties)s onderlinge verbindingen. Dat is minder dan bij de meeste thema's.",
            self.entries,
        )
        return said % words


@dataclass(frozen=True)
class ThinSpots:
    """All themes that are on the map, and what stands out, each with a question for the table."""

    lines: tuple[ThinLine, ...]
    sentences: tuple[str, ...]
    ask: str


def thin_spots_of(round: Round, telling: Telling, *, today: date) -> ThinSpots | None:
    """Return the released picture beside the map (P4); None without a map, or when it has nothing on these themes."""
    scene = scene_of(round, [one.theme for one in telling.picture.themes], today=today)
    return beside_map(scene, telling) if scene else None


def beside_map(scene: Scene, telling: Telling) -> ThinSpots | None:
    """Return the themes of a picture beside a map."""
    shown = [
        (theme, found)
        for theme in telling.picture.themes
        if not (found := scene.themes[theme.theme]).is_empty
    ]
    if not shown:
        return None
    sides = [side(theme, found, telling) for theme, found in shown]
    thin = both_thin(sides)
    lines = tuple(line_of(theme, found, telling, thin=theme.theme in thin) for theme, found in shown)
    sentences = tuple(one.sentence for one in lines if one.thin)
    ask = _("Wie ontbreekt hier, en wie kan wie verder helpen?") if sentences else ""
    return ThinSpots(lines, sentences, ask)


def side(theme: ThemePicture, found: OnTheme, telling: Telling) -> Side:
    """Return one theme from both sides."""
    mean = theme.position.mean if theme.position else None
    return Side(theme.theme, mean, steps=len(telling.names.theme_steps(theme.theme)), ties=found.ties)


def line_of(theme: ThemePicture, found: OnTheme, telling: Telling, *, thin: bool) -> ThinLine:
    """Return one theme as a line."""
    place = theme.position
    placed = place if place is not None and place.mean is not None else None
    words = numbers.position(placed.mean, telling.names.theme_steps(theme.theme)) if placed else ""
    return ThinLine(
        letter=theme.theme,
        name=telling.names.theme(theme.theme),
        position=words or _("te weinig antwoorden"),
        uncertain=placed is not None and placed.certainty == "uncertain",
        n=placed.n if placed else None,
        entries=len(found.entries),
        ties=found.ties,
        gaps=len(found.gaps),
        thin=thin,
    )
