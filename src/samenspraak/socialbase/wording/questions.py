"""Questions to the map: each a sentence, a table, and a question for the table talk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.core.freshness import tally
from samenspraak.core.network import Spot, bridges
from samenspraak.organisations.contributions import Surroundings
from samenspraak.socialbase.models import Actor
from samenspraak.socialbase.queries.map import Entry, SocialMap
from samenspraak.socialbase.queries.network import MapNetwork, counting_network
from samenspraak.socialbase.queries.places import thin_topics
from samenspraak.socialbase.queries.vocabulary import vocabulary
from samenspraak.socialbase.wording.entries import area_words, joined, language

MOST = 10
MOST_ALONE = 30
PERCENT = 100


@dataclass(frozen=True)
class Line:
    """A line of a table; *entry* is whom its first cell leads to."""

    cells: tuple[str, ...]
    entry: UUID | None = None


@dataclass(frozen=True)
class Question:
    """One question to the map with its answer, and what to ask the table about it."""

    key: str
    title: str
    sentences: tuple[str, ...]
    ask: str
    header: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    more: str = ""


@dataclass(frozen=True)
class Told:
    """All questions with their answers, and what these rest on."""

    basis: tuple[str, ...]
    questions: tuple[Question, ...]


def questions_to(social_map: SocialMap, surroundings: Surroundings) -> Told:
    """Return the five questions with their answers."""
    network = counting_network(social_map, social_map.entries)
    questions = (
        central(network),
        bridging(network),
        standing_alone(network, surroundings),
        thin(social_map.entries, surroundings),
        wishing(network),
    )
    return Told(tuple(basis(social_map.entries, network)), questions)


def basis(entries: Iterable[Entry], network: MapNetwork) -> Iterator[str]:
    """Say what the answers rest on: how many count, how many do not, and how sure the ties are."""
    found, pairs = tally(one.freshness for one in entries), len(network.working)
    words = {"counting": found.counting, "pairs": pairs, "one_sided": network.one_sided}
    yield (
        _("De antwoorden gaan over %(counting)s organisaties en initiatieven, met %(pairs)s verbindingen.")
        % words
    )
    if found.faded:
        yield (
            ngettext(
                "%(number)s is verbleekt en telt nergens mee.",
                "%(number)s zijn verbleekt en tellen nergens mee.",
                found.faded,
            )
            % {"number": found.faded}
        )
    if network.one_sided:
        yield (
            ngettext(
                "%(one_sided)s van de %(pairs)s verbindingen is nog eenzijdig: niet door beide kanten bevestigd.",
                "%(one_sided)s van de %(pairs)s verbindingen zijn nog eenzijdig: niet door beide kanten bevestigd.",
                network.one_sided,
            )
            % words
        )


def central(network: MapNetwork) -> Question:
    """Say who has ties with most others."""
    found = network.central(MOST)
    title = _("Wie staat centraal?")
    if not found:
        return Question("centraal", title, (_("Er zijn nog geen verbindingen die meetellen."),), "")
    first, partners = found[0]
    words = {"name": first.name, "partners": partners, "others": len(network.entries) - 1}
    said = [
        _("%(name)s heeft verbindingen met %(partners)s van de %(others)s anderen: de meeste van allemaal.")
        % words
    ]
    top = {str(one.id) for one, _number in found[:3]}
    share = sum(1 for line in network.working if top & {line.one, line.other})
    if len(top) == len(found[:3]) == 3:
        said.append(
            _("Bij %(share)s van de %(pairs)s verbindingen hoort een van de drie bovenste.")
            % {"share": share, "pairs": len(network.working)}
        )
    return Question(
        "centraal",
        title,
        tuple(said),
        _("Wat gebeurt er als %(name)s minder tijd krijgt? Wie kan wat overnemen?") % words,
        (_("Naam"), _("Soort"), _("Verbindingen")),
        tuple(Line((one.name, kind_of(one), str(number)), one.id) for one, number in found),
    )


def bridging(network: MapNetwork) -> Question:
    """Say along whom most ways between others go."""
    found = network.bridging(MOST)
    title = _("Wie verbindt?")
    if not found:
        nobody = _("Niemand staat tussen anderen in: daarvoor zijn er te weinig verbindingen.")
        return Question("verbindt", title, (nobody,), "")
    first = found[0]
    words = {"name": first.entry.name, "percent": percent(first.share), "cut_off": first.cut_off}
    said = [
        _(
            "Van alle kortste wegen tussen twee anderen loopt %(percent)s langs %(name)s. "
            "Zo iemand brengt mensen bij elkaar die elkaar anders niet tegenkomen."
        )
        % words
    ]
    cutting = [one for one in found if one.cut_off]
    if cutting:
        most = max(cutting, key=lambda one: one.cut_off)
        said.append(
            ngettext(
                "Zonder %(name)s raakt %(number)s ander los van de rest.",
                "Zonder %(name)s raken %(number)s anderen los van de rest.",
                most.cut_off,
            )
            % {"name": most.entry.name, "number": most.cut_off}
        )
    if bridges.is_drawn(network.network):
        said.append(_("Dit is een schatting: bij zoveel organisaties is een deel van de wegen nagegaan."))
    return Question(
        "verbindt",
        title,
        tuple(said),
        _("Is het goed dat dit bij %(name)s ligt? Wie kan een tweede brug zijn?") % words,
        (_("Naam"), _("Soort"), _("Deel van de wegen"), _("Raken los zonder deze")),
        tuple(
            Line(
                (
                    one.entry.name,
                    kind_of(one.entry),
                    percent(one.share),
                    str(one.cut_off) if one.cut_off else "–",
                ),
                one.entry.id,
            )
            for one in found
        ),
    )


def percent(share: float) -> str:
    """Return a share in whole percents; what is not nothing is never 0."""
    whole = round(share * PERCENT)
    return f"{whole}%" if whole else "< 1%"


def standing_alone(network: MapNetwork, surroundings: Surroundings) -> Question:
    """Say who has no ties, and which small pieces lie apart from the rest."""
    found = network.alone()
    apart = [piece for piece in network.pieces[1:] if len(piece) > 1]
    title = _("Wie staat alleen?")
    said = [
        ngettext(
            "%(number)s organisatie of initiatief heeft met niemand een verbinding, voor zover wij weten.",
            "%(number)s organisaties en initiatieven hebben met niemand een verbinding, voor zover wij weten.",
            len(found),
        )
        % {"number": len(found)}
        if found
        else _("Iedereen die meetelt heeft ten minste één verbinding.")
    ]
    if apart:
        said.append(
            ngettext(
                "Eén groepje staat los van de rest: %(names)s.",
                "%(number)s groepjes staan los van de rest: %(names)s.",
                len(apart),
            )
            % {
                "number": len(apart),
                "names": "; ".join(joined(one.name for one in piece) for piece in apart[:3]),
            }
        )
    return Question(
        "alleen",
        title,
        tuple(said),
        _("Wie van jullie kent hen? Wie nodigt hen uit?") if found or apart else "",
        (_("Naam"), _("Soort"), _("Buurt")) if found else (),
        tuple(
            Line((one.name, kind_of(one), area_words(one.area_code, surroundings.names) or "–"), one.id)
            for one in found[:MOST_ALONE]
        ),
        more=left_out(len(found) - MOST_ALONE),
    )


def thin(entries: Sequence[Entry], surroundings: Surroundings) -> Question:
    """Say on which topic and in which neighbourhood there is little."""
    title = _("Waar is weinig?")
    names = {one.code: one.name for one in surroundings.neighbourhoods}
    topics = {one.id: one.name.to(language()) for one in vocabulary().topics}
    if not names:
        said = _("Daarvoor moeten eerst de buurten zijn ingelezen. Jullie beheerder kan dat doen.")
        return Question("weinig", title, (said,), "")
    spots = thin_topics(entries, topics=list(topics), areas=list(names))
    empty = [one for one in spots if not one.near]
    worst = max(topics, key=lambda topic: sum(1 for one in empty if one.theme == topic))
    missing = sum(1 for one in empty if one.theme == worst)
    words = {
        "topic": topics[worst],
        "missing": missing,
        "areas": len(names),
        "empty": len(empty),
        "all": len(spots),
    }
    said = (
        _("In %(missing)s van de %(areas)s buurten is er niemand in het bijzonder voor ‘%(topic)s’.") % words
        if missing
        else _("Over elk onderwerp is er in elke buurt ten minste één eigen organisatie of initiatief.")
    )
    note = _(
        "Wie voor de hele gemeente werkt, staat apart: die is er ook voor deze buurt, maar niet in het bijzonder."
    )
    return Question(
        "weinig",
        title,
        (said, note),
        _("Is dat erg? Wat doen bewoners daar nu, en bij wie kloppen ze aan?") if missing else "",
        (_("Onderwerp"), _("Voor de hele gemeente"), _("Geen in"), _("Maar één in")),
        tuple(
            thin_line(topics[topic], [one for one in spots if one.theme == topic], names) for topic in topics
        ),
    )


def thin_line(topic: str, spots: Sequence[Spot], names: dict[str, str]) -> Line:
    """Return one topic: how many work everywhere, and the neighbourhoods with nobody or one of their own."""
    wide = max(one.wide for one in spots)

    def where(fits: Callable[[Spot], bool]) -> str:
        found = [named(one, names) for one in spots if fits(one)]
        return joined(found) if found else "–"

    return Line((topic, str(wide), where(lambda one: not one.near), where(lambda one: one.near == 1)))


def named(one: Spot, names: dict[str, str]) -> str:
    """Return a neighbourhood, with what faded there."""
    if not one.faded:
        return names[one.area]
    faded = ngettext("%(number)s verbleekt", "%(number)s verbleekt", one.faded) % {"number": one.faded}
    return f"{names[one.area]} ({faded})"


def wishing(network: MapNetwork) -> Question:
    """Say who would work together but does not."""
    found = network.wishes()
    title = _("Wie wil samenwerken, maar doet het nog niet?")
    if not found:
        return Question("willen", title, (_("Van niemand is zo'n wens bekend."),), "")
    both = sum(1 for one in found if one.both)
    said = [
        ngettext(
            "Er is %(number)s wens om samen te werken die nog niet is uitgekomen.",
            "Er zijn %(number)s wensen om samen te werken die nog niet zijn uitgekomen.",
            len(found),
        )
        % {"number": len(found)}
    ]
    if both:
        said.append(
            ngettext(
                "Bij één daarvan willen beide kanten het.",
                "Bij %(number)s daarvan willen beide kanten het.",
                both,
            )
            % {"number": both}
        )
    names = network.entries
    return Question(
        "willen",
        title,
        tuple(said),
        _("Wat houdt hen tegen? Wie zet de eerste stap, en wanneer?"),
        (_("Wie"), _("Met wie"), _("Wie wil het?")),
        tuple(
            Line(
                (
                    names[one.one].name,
                    names[one.other].name,
                    _("beide kanten") if one.both else _("één kant, voor zover wij weten"),
                ),
                names[one.one].id,
            )
            for one in found[: 2 * MOST]
        ),
        more=left_out(len(found) - 2 * MOST),
    )


def kind_of(one: Entry) -> str:
    """Return what an entry is, in words."""
    return str(Actor.Kind(one.kind).label)


def left_out(number: int) -> str:
    """Say how many lines a table leaves out."""
    if number <= 0:
        return ""
    return ngettext("En nog %(number)s.", "En nog %(number)s.", number) % {"number": number}
