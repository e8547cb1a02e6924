"""What an opinion group is called and how sure it is, and the map on which they lie."""

from __future__ import annotations

from itertools import combinations
from math import dist

from django.utils.translation import gettext as _

from samenspraak.core.charts import Cloud, MapHeader, opinion_map
from samenspraak.core.opinions.picture import OpinionGroup, OpinionPicture
from samenspraak.core.opinions.publishing import FEWEST_IN_GROUP
from samenspraak.results.wording.charts import Drawing, frame
from samenspraak.results.wording.names import Names


def fewest(names: Names) -> int:
    """Return the fewest people that are called a group."""
    return max(names.plan.k, FEWEST_IN_GROUP)


def is_certain(group: OpinionGroup, names: Names) -> bool:
    """Say whether a group is large enough to rely on (P9)."""
    return group.n >= 2 * fewest(names)


def group_name(place: int) -> str:
    """Return the name of a group: a number, which judges nobody."""
    return _("Groep %(number)s") % {"number": place + 1}


def in_sentence(place: int) -> str:
    """Return the name of a group within a sentence."""
    return _("groep %(number)s") % {"number": place + 1}


def map_says(opinions: OpinionPicture) -> str:
    """Say which groups lie close together and which far apart; nothing of two groups."""
    places = [(one.region.x, one.region.y) for one in opinions.groups if one.region]
    if len(places) < 3:
        return ""
    pairs = sorted(
        combinations(range(len(places)), 2), key=lambda pair: dist(places[pair[0]], places[pair[1]])
    )
    (one, other), (first, second) = pairs[0], pairs[-1]
    words = {
        "one": group_name(one),
        "other": in_sentence(other),
        "first": group_name(first),
        "second": in_sentence(second),
    }
    return (
        _(
            "%(one)s en %(other)s liggen het dichtst bij elkaar. %(first)s en %(second)s liggen het verst uit elkaar."
        )
        % words
    )


def drawing(opinions: OpinionPicture, names: Names) -> Drawing | None:
    """Return the map of the groups; None where it would say more than the figures do."""
    clouds = [cloud(place, one, names) for place, one in enumerate(opinions.groups) if one.region]
    if len(clouds) < len(opinions.groups):
        return None
    header = MapHeader(
        across=_("Midden, van links naar rechts"),
        up=_("Midden, van onder naar boven"),
        long=_("Lengte"),
        short=_("Breedte"),
    )
    said = _(
        "Elke ovaal is een groep. Hoe dichter twee ovalen bij elkaar liggen, hoe meer de groepen op elkaar lijken. "
        "Hoe groter een ovaal, hoe meer de mensen erin van elkaar verschillen. De tabel noemt alle getallen."
    )
    return Drawing(
        draw=lambda shape: opinion_map(clouds, header=header, frame=shape),
        frame=frame("opinions", _("De kaart van de meningsgroepen"), said, names),
    )


def cloud(place: int, group: OpinionGroup, names: Names) -> Cloud:
    """Return one group for the map."""
    region = group.region
    figures = {} if region is None else region.model_dump()
    return Cloud(name=group_name(place), n=group.n, certain=is_certain(group, names), **figures)
