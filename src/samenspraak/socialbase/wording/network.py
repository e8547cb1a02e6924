"""The network in words and as a drawing, and the same entries as a list: who, what, and with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samenspraak.core.charts import (
    Chart,
    Frame,
    NetworkField,
    NetworkMark,
    NetworkWords,
    Words,
    network_chart,
    sign,
)
from samenspraak.core.charts.network import keys_of, small
from samenspraak.core.network import arranged
from samenspraak.delivery.drawn import Drawing
from samenspraak.socialbase.models import Actor, Tie
from samenspraak.socialbase.queries.map import Bond, Entry, SocialMap
from samenspraak.socialbase.queries.network import lines_among, pieces_among
from samenspraak.socialbase.wording.entries import FRESHNESS, Badge, area_words, freshness_badge
from samenspraak.socialbase.wording.ties import FROM_TARGET

KINDS = [str(one) for one in Actor.Kind.values]
SPHERES = [str(one) for one in Actor.Sphere.values]
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
    return mark_safe(sign(KINDS.index(one.kind), SPHERES.index(one.sphere), one.freshness))  # noqa: S308


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


def network_drawing(
    entries: Sequence[Entry], social_map: SocialMap, *, title: str, most: int = MOST_DRAWN
) -> Drawing:
    """Return the network of some entries as a drawing; of a large one, those with the most ties."""
    drawn, weights = most_tied(entries, social_map, most)
    keys = {one.id for one in drawn}
    lines = lines_among(social_map.ties, keys)
    pieces = pieces_among(social_map.ties, keys)
    words = network_words()

    def draw(shape: Frame) -> Chart:
        layout = arranged(pieces, wider=NARROW) if shape.layout == "narrow" else arranged(pieces)
        field = NetworkField(layout.width, layout.height, layout.alone)
        marks = [mark(one, layout.spots[str(one.id)], weights[one.id]) for one in drawn]
        return network_chart(marks, lines, field=field, words=words, frame=shape)

    said = drawing_words(entries, drawn, weights, len(lines))
    return Drawing(draw=draw, frame=frame("netwerk", title, said))


def legend_of(entries: Sequence[Entry], social_map: SocialMap) -> list[tuple[SafeString, str]]:
    """Return what the marks and lines mean, as far as they are there, each as a small drawing and words."""
    marks = [mark(one, (0, 0), 0) for one in entries]
    lines = lines_among(social_map.ties, {one.id for one in entries})
    return [(mark_safe(small(key.mark)), key.words) for key in keys_of(marks, lines, network_words())]  # noqa: S308


def most_tied(
    entries: Sequence[Entry], social_map: SocialMap, most: int
) -> tuple[list[Entry], dict[UUID, int]]:
    """Return at most so many entries, those with the most ties among these first, and with how many each has one."""
    keys = {one.id for one in entries}
    weights = dict.fromkeys(keys, 0)
    for line in lines_among(social_map.ties, keys):
        if line.kind != "wish":
            weights[UUID(line.one)] += 1
            weights[UUID(line.other)] += 1
    ordered = sorted(entries, key=lambda one: (-weights[one.id], one.name.casefold(), str(one.id)))
    return ordered[:most], weights


def mark(one: Entry, spot: tuple[float, float], weight: int) -> NetworkMark:
    """Return an entry as the drawing shows it."""
    return NetworkMark(
        key=str(one.id),
        name=one.name,
        shape=KINDS.index(one.kind),
        colour=SPHERES.index(one.sphere),
        spot=spot,
        freshness=one.freshness,
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


def drawing_words(
    entries: Sequence[Entry], drawn: Sequence[Entry], weights: dict[UUID, int], lines: int
) -> str:
    """Say in words what the drawing shows."""
    words = {"drawn": len(drawn), "all": len(entries), "lines": lines}
    said = _("%(drawn)s organisaties en initiatieven, met %(lines)s lijnen ertussen.") % words
    if len(drawn) < len(entries):
        said = (
            _("De %(drawn)s met de meeste verbindingen, van alle %(all)s. Ertussen staan %(lines)s lijnen.")
            % words
        )
    if not drawn or not weights[drawn[0].id]:
        return said
    first = {"name": drawn[0].name, "partners": partners_words(weights[drawn[0].id])}
    return f"{said} " + _("%(name)s heeft de meeste: %(partners)s.") % first


def frame(key: str, title: str, description: str) -> Frame:
    """Return the frame of one drawing."""
    words = Words(
        language=get_language() or "nl",
        theme=_("Onderwerp"),
        row=_("Naam"),
        group=_("Soort"),
        position=_("Verbindingen"),
        unknown=_("niet bekend"),
        people="n",
        remark=_("Opmerking"),
        uncertain=_("onzeker"),
        hidden=_("niet bekend"),
    )
    return Frame(key=key, title=title, description=description, words=words)
