"""The conversation agenda in words: what happens when, why, and with which question."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.core.picture import AgendaEntry, Picture
from samenspraak.core.programme import CLOSING, OPENING, programme
from samenspraak.results.wording.findings import question, reason
from samenspraak.results.wording.names import Names

CHOICES = (60, 90, 150)


@dataclass(frozen=True)
class Part:
    """One part of the meeting: from which minute, for how long, about what."""

    starts: int
    minutes: int
    title: str
    letter: str = ""
    reason: str = ""
    question: str = ""
    deeper: tuple[str, ...] = ()
    n: int = 0

    @property
    def ends(self) -> int:
        """Return the minute at which this part is over."""
        return self.starts + self.minutes


@dataclass(frozen=True)
class Agenda:
    """The whole meeting, the themes that did not fit, and how long it takes."""

    minutes: int
    parts: tuple[Part, ...]
    left_out: tuple[Part, ...]

    @property
    def themes(self) -> tuple[Part, ...]:
        """Return the parts that are about a theme."""
        return tuple(part for part in self.parts if part.letter)


def agenda(picture: Picture, names: Names, *, minutes: int) -> Agenda:
    """Return the agenda for a meeting of *minutes*, from what was released."""
    entries = programme(picture.themes, minutes=minutes, k=picture.k)
    parts = [opening()]
    for turn, entry in enumerate(one for one in entries if one.minutes):
        parts.append(theme_part(entry, names, starts=parts[-1].ends, turn=turn))
    parts.append(closing(starts=parts[-1].ends, minutes=max(CLOSING, minutes - parts[-1].ends)))
    left_out = tuple(theme_part(entry, names, starts=0) for entry in entries if not entry.minutes)
    return Agenda(minutes=minutes, parts=tuple(parts), left_out=left_out)


def opening() -> Part:
    """Return how the meeting begins."""
    return Part(
        starts=0,
        minutes=OPENING,
        title=_("Welkom, en samen naar het beeld kijken"),
        reason=_(
            "Lees de zinnen van het beeld hardop voor. Laat mensen eerst reageren, nog zonder discussie."
        ),
        question=_("Wat herken je, en wat verrast je?"),
    )


def closing(*, starts: int, minutes: int) -> Part:
    """Return how the meeting ends."""
    return Part(
        starts=starts,
        minutes=minutes,
        title=_("Afronden: wat nemen jullie mee?"),
        reason=_(
            "Kies wat jullie gaan afspreken, en wie daarbij nodig is. Zeg wanneer de deelnemers weer iets horen."
        ),
        question=_("Wat is het ene dat over een jaar anders moet zijn?"),
    )


def theme_part(entry: AgendaEntry, names: Names, *, starts: int, turn: int = 0) -> Part:
    """Return one theme as a part of the meeting."""
    return Part(
        starts=starts,
        minutes=entry.minutes,
        title=names.theme(entry.theme),
        letter=entry.theme,
        reason=reason(entry, names),
        question=question(entry, names, turn=turn),
        deeper=names.deepening(entry.theme),
        n=entry.finding.n,
    )
