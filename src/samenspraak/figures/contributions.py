"""What this room tells in the log, and which areas it knows."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.core.regions import NamedArea
from samenspraak.figures.queries.areas import neighbourhoods_of
from samenspraak.figures.queries.own import home_of
from samenspraak.organisations.contributions import Surroundings
from samenspraak.organisations.models import Organisation


def surroundings(organisation: Organisation) -> Surroundings | None:
    """Return the organisation's municipality and its neighbourhoods; None when it says not where it works."""
    home = home_of(organisation)
    if home.place is None:
        return None
    near = tuple(NamedArea(one.code, one.name, one.outline) for one in neighbourhoods_of(home.place.code))
    municipality = NamedArea(home.place.code, home.place.name, home.place.outline)
    return Surroundings(home=municipality, neighbourhoods=near, borrowed=home.borrowed)


AREAS = [surroundings]

EVENTS: dict[str, str | Promise] = {
    "priority_marked": _lazy("Aandachtsbuurt %(area)s: %(reason)s"),
    "priority_removed": _lazy("%(area)s is geen aandachtsbuurt meer"),
    "own_figure_added": _lazy("Eigen cijfer toegevoegd: %(name)s"),
    "own_figure_removed": _lazy("Eigen cijfer verwijderd: %(name)s"),
    "figures_chosen": _lazy("Ronde %(round)s: cijfers gekozen naast thema %(theme)s"),
    "figure_known": _lazy("Ronde %(round)s: gezegd of een cijfer naast thema %(theme)s wordt herkend"),
}
