"""What will be seen of each group and what stays hidden, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.core.disclosure import Plan, PlannedGroup, Preview


@dataclass(frozen=True)
class Sight:
    """What will be shown of one display group, or of everybody."""

    name: str
    people: str
    shown: bool
    sentence: str


@dataclass(frozen=True)
class Proposal:
    """Groups to show as one, so that none of them stays hidden."""

    keys: tuple[str, ...]
    names: str


def sights(plan: Plan, preview: Preview) -> list[Sight]:
    """Return, group by group and for everybody, what will be seen if everybody answers."""
    return [everybody(plan, preview), *(sight(key, plan, preview) for key in plan.displays)]


def everybody(plan: Plan, preview: Preview) -> Sight:
    """Return what will be seen of the whole."""
    shown = preview.total_shown
    sentence = _("jullie zien wat iedereen samen antwoordt.")
    if not shown:
        sentence = _("dit blijft verborgen, want we laten pas iets zien vanaf %d mensen.") % plan.k
    return Sight(name=_("Iedereen samen"), people=people(preview.expected), shown=shown, sentence=sentence)


def sight(key: str, plan: Plan, preview: Preview) -> Sight:
    """Return what will be seen of one display group."""
    number = sum(group.expected for group in members(key, plan))
    shown = key in preview.shown
    sentence = why_shown(number, plan.k) if shown else why_hidden(number, plan.k)
    return Sight(name=plan.displays[key], people=people(number), shown=shown, sentence=sentence)


def why_shown(number: int, k: int) -> str:
    """Return that a group is seen; when nobody may be missing, that too."""
    if number == k:
        return _(
            "jullie zien wat deze groep antwoordt, als niemand ontbreekt. Eén minder, en het blijft verborgen."
        )
    return _("jullie zien wat deze groep antwoordt.")


def why_hidden(number: int, k: int) -> str:
    """Return why a group stays hidden."""
    if number == 0:
        return _("je hebt nog geen aantal ingevuld.")
    if number < k:
        return (
            _(
                "dit antwoord blijft verborgen, want een groep van minder dan %d mensen laten we niet apart zien."
            )
            % k
        )
    return _(
        "dit antwoord blijft verborgen, want anders is uit te rekenen wat de kleinere groepen antwoordden."
    )


def members(display: str, plan: Plan) -> list[PlannedGroup]:
    """Return the groups that are shown under one display key."""
    return [group for group in plan.groups if group.display == display]


def people(number: int) -> str:
    """Return a number of people in words."""
    return ngettext("%d mens", "%d mensen", number) % number


def proposals(plan: Plan, preview: Preview) -> list[Proposal]:
    """Return the proposed merges with the names of their groups."""
    names = {group.key: group.name for group in plan.groups}
    return [Proposal(keys=keys, names=" + ".join(names[key] for key in keys)) for keys in preview.merge]


def without_number(plan: Plan) -> list[str]:
    """Return the groups for which nobody said how many people are expected."""
    return [group.name for group in plan.groups if not group.expected]
