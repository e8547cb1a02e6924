"""Entries in words: what they are, for whom, where, and how fresh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.core.freshness import Freshness
from samenspraak.core.regions import Misplaced, kind_of
from samenspraak.core.vocabulary import Word
from samenspraak.organisations.queries.areas import area_name
from samenspraak.socialbase.models import Actor
from samenspraak.socialbase.queries.map import Entry
from samenspraak.socialbase.queries.vocabulary import vocabulary

FRESHNESS: dict[Freshness, Promise] = {
    "fresh": _lazy("Bevestigd"),
    "fading": _lazy("Vervaagt"),
    "faded": _lazy("Verbleekt"),
}
MOST_NAMES = 6
BADGES: dict[Freshness, str] = {"fresh": "done", "fading": "busy", "faded": "open"}
MISPLACED: dict[Misplaced, Promise] = {
    "swapped": _lazy("De breedte en de lengte lijken verwisseld. De breedte ligt tussen 50,7 en 53,7."),
    "national-grid": _lazy(
        "Dit lijken coördinaten van het Rijksdriehoekstelsel. Vul de breedte en lengte in graden in, zoals 52,21 en 5,29."
    ),
    "outside": _lazy("Deze plek ligt niet in Nederland. Controleer de coördinaten, of laat ze leeg."),
}


@dataclass(frozen=True)
class Badge:
    """A state in shape and word."""

    kind: str
    text: str


@dataclass(frozen=True)
class Fact:
    """One thing that is told about an entry; *url* makes it a link."""

    name: str
    text: str
    url: str = ""


def language() -> str:
    """Return the language of the words: "nl" or "en"."""
    return "en" if get_language() == "en" else "nl"


def freshness_badge(freshness: Freshness) -> Badge:
    """Return how fresh an entry is."""
    return Badge(BADGES[freshness], str(FRESHNESS[freshness]))


def freshness_words(freshness: Freshness, confirmed_on: date | None) -> str:
    """Return how fresh an entry is, as a sentence for its own page."""
    if confirmed_on is None:
        return _("Nog niet bevestigd. Daarom telt dit nog niet mee.")
    day = date_format(confirmed_on, "j F Y")
    if freshness == "fresh":
        return _("op %(day)s") % {"day": day}
    if freshness == "fading":
        return _("Voor het laatst bevestigd op %(day)s. Dat is langer dan een jaar geleden.") % {"day": day}
    return _("Voor het laatst bevestigd op %(day)s. Dat is zo lang geleden dat dit niet meer meetelt.") % {
        "day": day
    }


def confirmed_month(confirmed_on: date | None) -> str:
    """Return when an entry was confirmed, short."""
    return date_format(confirmed_on, "M Y") if confirmed_on else _("nog nooit")


def words_for(keys: Iterable[str], known: Sequence[Word]) -> list[str]:
    """Return keys of the vocabulary in words, in its order; what it no longer has keeps its key."""
    chosen = list(keys)
    named = [one.name.to(language()) for one in known if one.id in chosen]
    ids = {one.id for one in known}
    return named + [key for key in chosen if key not in ids]


def topic_words(keys: Iterable[str]) -> list[str]:
    """Return topics in words."""
    return words_for(keys, vocabulary().topics)


def group_words(keys: Iterable[str]) -> list[str]:
    """Return target groups in words."""
    return words_for(keys, vocabulary().target_groups)


def pillar_words(keys: Iterable[str]) -> list[str]:
    """Return pillars of social quality in words."""
    return words_for(keys, vocabulary().pillars)


def area_words(code: str, names: Mapping[str, str]) -> str:
    """Return the name of an area; its code where nobody knows its name, "" when there is none."""
    if not code:
        return ""
    if code in names:
        return names[code]
    return (area_name(code) if kind_of(code) == "municipality" else "") or code


def facts(entry: Entry, names: Mapping[str, str], *, keeper: str) -> list[Fact]:
    """Return what is told about an entry, what is empty left out."""
    formal = _("Met een bestuur of rechtsvorm") if entry.formal else _("Zonder bestuur of rechtsvorm")
    told = [
        Fact(_("Soort"), f"{Actor.Kind(entry.kind).label}. {formal}."),
        Fact(_("Sfeer"), str(Actor.Sphere(entry.sphere).label)),
        Fact(_("Voor wie"), listed(group_words(entry.target_groups))),
        Fact(_("Onderwerpen"), listed(topic_words(entry.topics))),
        Fact(_("Pijlers"), listed(pillar_words(entry.pillars))),
        Fact(_("Werkt in"), works_in(entry, names)),
        Fact(_("Plek"), entry.place),
        Fact(_("Website"), entry.website.removeprefix("https://").removeprefix("http://"), entry.website),
        Fact(_("Bron"), entry.source),
        Fact(_("Wie houdt dit bij"), keeper),
    ]
    return [one for one in told if one.text]


def works_in(entry: Entry, names: Mapping[str, str]) -> str:
    """Return how far an entry reaches, and in which area it lies."""
    reach = str(Actor.Reach(entry.reach).label)
    where = area_words(entry.area_code, names)
    return f"{reach} ({where})" if where else reach


def listed(words: Sequence[str]) -> str:
    """Return words one after another, the first with a capital."""
    return ", ".join([words[0], *(one[:1].lower() + one[1:] for one in words[1:])]) if words else ""


def joined(names: Iterable[str], *, most: int = MOST_NAMES) -> str:
    """Return names one after another, a long row cut short with how many more there are."""
    told = list(names)
    if len(told) <= most:
        return ", ".join(told)
    more = _("en nog %(number)s") % {"number": len(told) - most}
    return f"{', '.join(told[:most])} {more}"
