"""What this room tells in the log."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

EVENTS: dict[str, str | Promise] = {
    "priority_marked": _lazy("Aandachtsbuurt %(area)s: %(reason)s"),
    "priority_removed": _lazy("%(area)s is geen aandachtsbuurt meer"),
    "own_figure_added": _lazy("Eigen cijfer toegevoegd: %(name)s"),
    "own_figure_removed": _lazy("Eigen cijfer verwijderd: %(name)s"),
    "figures_chosen": _lazy("Ronde %(round)s: cijfers gekozen naast thema %(theme)s"),
    "figure_known": _lazy("Ronde %(round)s: gezegd of een cijfer naast thema %(theme)s wordt herkend"),
}
