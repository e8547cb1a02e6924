"""A list that is read in, in words: what is wrong with it, what is doubtful, and what would happen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from samenspraak.core.actor_matching import Judged, Known, Verdict
from samenspraak.core.actor_table import Doubt, DoubtKind, RowFault
from samenspraak.socialbase.models import Actor
from samenspraak.socialbase.wording.entries import MISPLACED, joined
from samenspraak.socialbase.wording.history import FIELDS

MOST_SHOWN = 8
FAULTS: dict[str, Callable[[RowFault], str]] = {
    "empty": lambda _fault: _("Dit bestand is leeg. Op de eerste rij staan de namen van de kolommen."),
    "no-rows": lambda _fault: _("Onder de namen van de kolommen staat niets."),
    "not-a-table": lambda _fault: _(
        "Dit is geen tabel. Bewaar het als Excel (XLSX) of als CSV UTF-8. Open Referral moet JSON zijn."
    ),
    "encoding": lambda _fault: _(
        "Vanaf hier is het bestand niet in UTF-8. Bewaar het als Excel (XLSX) of als CSV UTF-8."
    ),
    "too-large": lambda _fault: _("Dit bestand is te groot. Er past hoogstens 8 MB in. Splits het bestand."),
    "too-many-rows": lambda _fault: _(
        "Deze lijst is te lang. Er passen hoogstens 5000 rijen in. Splits het bestand."
    ),
    "broken": lambda _fault: _(
        "Vanaf hier kunnen we het bestand niet lezen. Bewaar het opnieuw als Excel (XLSX)."
    ),
    "cell-too-long": lambda _fault: _(
        "In deze rij staat een cel met te veel tekst. Mist er een aanhalingsteken?"
    ),
    "no-name-column": lambda fault: no_name_column(fault),
    "double-column": lambda _fault: _("Deze kolommen betekenen hetzelfde. Haal er één weg."),
    "row-too-long": lambda _fault: _("Deze rij heeft meer cellen dan er kolommen zijn."),
    "no-name": lambda _fault: _("Hier mist de naam."),
    "too-long": lambda fault: (
        _("Deze tekst is te lang (%(length)s tekens). Maak hem korter.") % {"length": fault.value}
    ),
    "no-number": lambda fault: _("“%(value)s” is geen getal, zoals 52,21.") % {"value": fault.value},
    "half-a-point": lambda _fault: _("Vul breedte en lengte allebei in, of allebei niet."),
    "swapped": lambda _fault: str(MISPLACED["swapped"]),
    "national-grid": lambda _fault: str(MISPLACED["national-grid"]),
    "outside": lambda fault: f"{fault.value}: {MISPLACED['outside']}",
}
DOUBTS: dict[DoubtKind, Promise] = {
    "unknown-word": _lazy("Deze woorden kennen we niet. We laten ze weg:"),
    "unknown-area": _lazy("Deze buurten kennen we niet. We laten ze weg:"),
    "no-day": _lazy("Dit zijn geen datums die zijn geweest. We laten ze weg:"),
    "no-address": _lazy("Dit zijn geen webadressen. We laten ze weg:"),
    "no-email": _lazy("Dit zijn geen e-mailadressen. We laten ze weg:"),
    "no-consent": _lazy("Bij deze rijen is er geen toestemming. We nemen het contact niet over:"),
    "tie-to-itself": _lazy("Hier staat een verbinding met zichzelf. We laten die weg:"),
}
SHORT: dict[Verdict, Promise] = {
    "new": _lazy("nieuw"),
    "same": _lazy("staat er al"),
    "doubtful": _lazy("misschien dezelfde"),
    "twice": _lazy("staat twee keer in de lijst"),
    "removed": _lazy("vroeg eerder om van de kaart te gaan"),
}


def no_name_column(fault: RowFault) -> str:
    """Say that there is no column with names, and what stands there instead."""
    said = _("Er is geen kolom met de naam “naam”. We vonden: %(columns)s.") % {"columns": fault.value or "…"}
    if fault.choices:
        said += " " + _("Bedoel je “%(column)s”?") % {"column": fault.choices[0]}
    return said + " " + _("Gebruik het lege bestand, of geef de kolommen de namen die daarin staan.")


def described(fault: RowFault) -> str:
    """Return what is wrong with a list, with row and column."""
    places = [_("rij %s") % fault.row] if fault.row else []
    places += [_("kolom “%s”") % fault.column] if fault.column else []
    said, place = FAULTS[fault.kind](fault), ", ".join(places)
    return f"{place[:1].upper()}{place[1:]}: {said}" if place else said


@dataclass(frozen=True)
class DoubtLine:
    """What is left out, and in which rows."""

    text: str
    where: str


def doubt_lines(doubts: Iterable[Doubt]) -> list[DoubtLine]:
    """Return what is left out, each sort of doubt once."""
    found: dict[DoubtKind, Counter[str]] = {}
    for one in doubts:
        found.setdefault(one.kind, Counter())[told(one)] += 1
    return [DoubtLine(str(DOUBTS[kind]), joined(counted, most=MOST_SHOWN)) for kind, counted in found.items()]


def told(doubt: Doubt) -> str:
    """Return one doubt, short: what stands where."""
    place = _("rij %s") % doubt.row
    if doubt.kind in ("unknown-word", "unknown-area"):
        return f"“{doubt.value}”"
    return f"“{doubt.value}” ({place})" if doubt.value else place


def filled_in(rows: Iterable[Judged], usual_kind: str) -> str:
    """Say what is filled in for new rows that do not say what they are."""
    number = sum(one.verdict == "new" and "kind" not in one.row.values for one in rows)
    if not number:
        return ""
    return ngettext(
        "Bij %(number)s nieuwe rij staat niet wat het is. Daar vullen we in: %(kind)s.",
        "Bij %(number)s nieuwe rijen staat niet wat het is. Daar vullen we in: %(kind)s.",
        number,
    ) % {"number": number, "kind": str(Actor.Kind(usual_kind).label).lower()}


@dataclass(frozen=True)
class JudgedLine:
    """One row of the list as the preview shows it."""

    row: int
    name: str
    verdict: str
    changes: str
    candidates: tuple[tuple[str, str], ...]
    first: int


def judged_line(judged: Judged, known: Mapping[str, Known], areas: Mapping[str, str]) -> JudgedLine:
    """Return one row in words."""
    fields = dict.fromkeys(str(FIELDS.get(one, one)) for one in judged.changes if one != "confirmed_on")
    changes = [*fields, *([_("bevestigd op")] if "confirmed_on" in judged.changes else [])]
    return JudgedLine(
        row=judged.row.row,
        name=judged.row.name,
        verdict=str(SHORT[judged.verdict]),
        changes=", ".join(changes),
        candidates=tuple((key, named(known[key], areas)) for key in judged.keys),
        first=judged.first,
    )


def named(known: Known, areas: Mapping[str, str]) -> str:
    """Return the name of an entry, with its area where it has one."""
    area = areas.get(known.area_code, "")
    return f"{known.name} ({area})" if area else known.name


def done_words(*, added: int, changed: int, tied: int) -> str:
    """Return what reading in did, as one sentence."""
    parts = [
        ngettext("%(number)s toegevoegd", "%(number)s toegevoegd", added) % {"number": added},
        ngettext("%(number)s gewijzigd", "%(number)s gewijzigd", changed) % {"number": changed},
        ngettext("%(number)s verbinding gelegd", "%(number)s verbindingen gelegd", tied) % {"number": tied},
    ]
    kept = [part for part, number in zip(parts, (added, changed, tied), strict=True) if number]
    return _("Ingelezen: %(parts)s.") % {"parts": ", ".join(kept) or "0"}
