"""The network in words and as a drawing, and the same entries as a list: who, what, and with whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samenspraak.core.charts import (
    Chart,
    Frame,
    Look,
    NetworkField,
    NetworkMark,
    NetworkWords,
    Words,
    network_chart,
)
from samenspraak.core.charts.network import keys_of, shape, small
from samenspraak.core.network import Layout, Pieces, arranged
from samenspraak.delivery.drawn import Drawing
from samenspraak.socialbase.models import Actor, Tie
from samenspraak.socialbase.queries.map import Bond, Entry, SocialMap
from samenspraak.socialbase.queries.network import MapNetwork
from samenspraak.socialbase.wording.entries import FRESHNESS, Badge, area_words, freshness_badge
from samenspraak.socialbase.wording.ties import FROM_TARGET

KINDS = {str(kind): place for place, kind in enumerate(Actor.Kind.values)}
SPHERES = {str(sphere): place for place, sphere in enumerate(Actor.Sphere.values)}
MOST_DRAWN = 120
NARROW = 0.6


@dataclass(frozen=True)
class TieGroup:
    """Whom an entry has the same sort of tie with: names with their address and whether one side says so."""

    says: str
    others: tuple[tuple[Entry, bool], ...]


@dataclass(frozen=True)
class Row:
    """One entry in the list beside the network."""

    entry: Entry
    sign: SafeString
    kind: str
    sphere: str
    area: str
    badge: Badge
    partners: str
    groups: tuple[TieGroup, ...]


def sign_of(one: Entry) -> SafeString:
    """Return the mark of an entry as it stands in the network: the shape of its kind, the colour of its sphere."""
    return mark_safe(small(shape(look_of(one))))  # noqa: S308


def look_of(one: Entry) -> Look:
    """Return how an entry looks in the network."""
    return Look(KINDS[one.kind], SPHERES[one.sphere], one.freshness)


def row_of(one: Entry, social_map: SocialMap, names: dict[str, str]) -> Row:
    """Return an entry as the list shows it."""
    groups = tie_groups(one, social_map)
    others = {other.id for group in groups for other, _one_sided in group.others if not is_wish(group)}
    return Row(
        entry=one,
        sign=sign_of(one),
        kind=str(Actor.Kind(one.kind).label),
        sphere=str(Actor.Sphere(one.sphere).label),
        area=area_words(one.area_code, names),
        badge=freshness_badge(one.freshness),
        partners=partners_words(len(others)),
        groups=groups,
    )


def is_wish(group: TieGroup) -> bool:
    """Say whether a group is of wishes, not of ties."""
    return group.says == str(Tie.Kind.WANTS_TO_WORK_WITH.label)


def tie_groups(one: Entry, social_map: SocialMap) -> tuple[TieGroup, ...]:
    """Return the ties of an entry, those of one sort together, by name."""
    found: dict[str, dict[UUID, bool]] = {}
    for tie in social_map.ties_of.get(one.id, ()):
        found.setdefault(says(tie, one), {})[tie.other(one.id)] = not tie.mutual
    return tuple(
        TieGroup(said, tuple(sorted(named(others, social_map), key=lambda each: each[0].name.casefold())))
        for said, others in found.items()
    )


def named(others: dict[UUID, bool], social_map: SocialMap) -> Iterable[tuple[Entry, bool]]:
    """Yield the other ends with whether one side says so."""
    for other, one_sided in others.items():
        yield social_map.by_id[other], one_sided


def says(tie: Bond, one: Entry) -> str:
    """Return what a tie says, as seen from one of its ends."""
    kind = Tie.Kind(tie.kind)
    return str(kind.label if tie.source == one.id else FROM_TARGET[kind])


def partners_words(number: int) -> str:
    """Return with how many others an entry has a tie."""
    if not number:
        return _("nog geen verbindingen")
    return ngettext("%(number)s verbinding", "%(number)s verbindingen", number) % {"number": number}


def network_drawing(network: MapNetwork, *, title: str, most: int = MOST_DRAWN) -> Drawing:
    """Return the network as a drawing; of a large one, those with the most ties."""
    drawn = network.most_tied(most)
    pieces, words = drawn.drawn(), network_words()

    def draw(page: Frame) -> Chart:
        layout = layout_of(pieces, narrow=page.layout == "narrow")
        field = NetworkField(layout.width, layout.height, layout.alone)
        marks = [mark(drawn.entries[key], layout.spots[key], network.partners[key]) for key in drawn.ordered]
        return network_chart(marks, drawn.lines, field=field, words=words, frame=page)

    return Drawing(draw=draw, frame=frame("netwerk", title, drawing_words(network, drawn)))


def layout_of(pieces: Pieces, *, narrow: bool) -> Layout:
    """Return where everybody stands, on a wide page or on one that is held upright."""
    return arranged(pieces, wider=NARROW) if narrow else arranged(pieces)


def legend_of(network: MapNetwork) -> list[tuple[SafeString, str]]:
    """Return what the marks and lines mean, as far as they are there, each as a small drawing and words."""
    looks = {look_of(one) for one in network.entries.values()}
    keys = keys_of(looks, {line.kind for line in network.lines}, network_words())
    return [(mark_safe(small(key.mark)), key.words) for key in keys]  # noqa: S308


def mark(one: Entry, spot: tuple[float, float], weight: int) -> NetworkMark:
    """Return an entry as the drawing shows it."""
    return NetworkMark(
        key=str(one.id),
        name=one.name,
        look=look_of(one),
        spot=spot,
        cells=(
            one.name,
            str(Actor.Kind(one.kind).label),
            str(Actor.Sphere(one.sphere).label),
            str(FRESHNESS[one.freshness]),
            str(weight),
        ),
    )


def network_words() -> NetworkWords:
    """Return the words beside the drawing."""
    return NetworkWords(
        shapes=tuple(str(one.label) for one in Actor.Kind),
        colours=tuple(str(one.label) for one in Actor.Sphere),
        lines={
            "both": _("verbinding, door beide kanten bevestigd"),
            "one": _("eenzijdige verbinding"),
            "wish": _("wil samenwerken, maar doet het nog niet"),
        },
        fading=_("vervaagt: langer dan een jaar niet bevestigd"),
        faded=_("verbleekt: telt niet mee"),
        alone=_("Zonder verbinding"),
        header=(_("Naam"), _("Soort"), _("Sfeer"), _("Hoe vers"), _("Verbindingen")),
    )


def drawing_words(network: MapNetwork, drawn: MapNetwork) -> str:
    """Say in words what the drawing shows."""
    words = {"drawn": len(drawn.entries), "all": len(network.entries), "lines": len(drawn.lines)}
    said = _("%(drawn)s organisaties en initiatieven, met %(lines)s lijnen ertussen.") % words
    if drawn is not network:
        said = (
            _("De %(drawn)s met de meeste verbindingen, van alle %(all)s. Ertussen staan %(lines)s lijnen.")
            % words
        )
    first = network.central(1)
    if not first:
        return said
    most = {"name": first[0][0].name, "partners": partners_words(first[0][1])}
    return f"{said} " + _("%(name)s heeft de meeste: %(partners)s.") % most


def frame(key: str, title: str, description: str) -> Frame:
    """Return the frame of one drawing."""
    return Frame(key=key, title=title, description=description, words=Words(get_language() or "nl"))
