"""Opinion groups in words: what binds all, what is typical of each, how they lie beside the stakeholder groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samenspraak.core.opinions.groups import FEWEST_STATEMENTS, FEWEST_TYPICAL, STRICT
from samenspraak.core.opinions.picture import (
    OpinionPicture,
    Relation,
    Shared,
    StatementMeans,
    Typical,
)
from samenspraak.results.wording import doubts, numbers
from samenspraak.results.wording.charts import Drawing
from samenspraak.results.wording.names import Names, enumeration
from samenspraak.results.wording.numbers import quoted
from samenspraak.results.wording.opinion_map import (
    drawing,
    fewest,
    group_name,
    in_sentence,
    is_certain,
    map_says,
)

ALIKE = 0.2
"""Stakeholder groups are spread alike when no share is this far from that of everybody."""


@dataclass(frozen=True)
class GroupTold:
    """One opinion group: its name, its size, why it is uncertain, and what is typical of it."""

    name: str
    size: str
    doubt: str
    typical: tuple[str, ...]


@dataclass(frozen=True)
class OpinionsTold:
    """Opinion groups as a page or a report tells them; without groups only ``title``, ``lead`` and ``method``.

    ``contrasts`` tells where two groups differ: what is typical of the one is so of the other, the other way round.
    """

    title: str
    lead: str
    n: int
    shared: tuple[str, ...] = ()
    groups: tuple[GroupTold, ...] = ()
    contrasts: tuple[str, ...] = ()
    beside: str = ""
    relations: tuple[str, ...] = ()
    drawing: Drawing | None = None
    map_says: str = ""
    method: tuple[str, ...] = ()

    @property
    def no_shared(self) -> str:
        """Say that nothing binds all groups; nothing when something does."""
        if self.shared or not self.groups:
            return ""
        return _("Er is geen stelling waarop alle groepen duidelijk aan dezelfde kant staan.")


def opinions_told(opinions: OpinionPicture, names: Names) -> OpinionsTold:
    """Return opinion groups in words, or why there are none."""
    if opinions.reason:
        title, lead = without_groups(opinions, names)
        return OpinionsTold(title=title, lead=lead, n=opinions.n, method=standards(names))
    return OpinionsTold(
        title=_("Er zijn %(number)s meningsgroepen") % {"number": len(opinions.groups)},
        lead=lead_of(opinions),
        n=opinions.n,
        shared=tuple(shared(one, opinions, names) for one in opinions.shared),
        groups=tuple(group_told(place, opinions, names) for place in range(len(opinions.groups))),
        contrasts=contrasts(opinions, names),
        beside=beside(opinions, names),
        relations=tuple(relation(one, names) for one in opinions.relations),
        drawing=drawing(opinions, names),
        map_says=map_says(opinions),
        method=(*evidence(opinions), *standards(names)),
    )


def without_groups(opinions: OpinionPicture, names: Names) -> tuple[str, str]:
    """Return the title and the explanation where there are no groups to show."""
    words = {
        "n": opinions.n,
        "k": fewest(names),
        "people": 2 * fewest(names),
        "statements": FEWEST_STATEMENTS,
    }
    if opinions.reason == "too-few":
        return _("Te weinig antwoorden om naar meningsgroepen te zoeken"), _(
            "Daarvoor zijn minstens %(people)s mensen nodig die de helft of meer invulden van de stellingen die "
            "iedereen kreeg, en minstens %(statements)s van zulke stellingen. Hier antwoordden %(n)s mensen."
        ) % words
    if opinions.reason == "withheld":
        return _("De meningsgroepen blijven verborgen"), _(
            "Er zijn groepen gevonden onder %(n)s mensen. Naast de andere cijfers zouden ze laten zien wat minder "
            "dan %(k)s mensen antwoordden. Daarom staan ze er niet."
        ) % (words | {"k": names.plan.k})
    return _("Er zijn geen duidelijke meningsgroepen"), _(
        "Samenspraak zocht onder %(n)s mensen naar groepen die op veel stellingen anders antwoorden. Die zijn niet "
        "duidelijk te vinden. Dat is mooi om mee te beginnen: er zijn geen duidelijke kampen, dus het gesprek kan "
        "gewoon per stelling gaan. Het betekent niet dat iedereen hetzelfde denkt."
    ) % words


def lead_of(opinions: OpinionPicture) -> str:
    """Say what an opinion group is, and how many people are in one."""
    words = {"n": opinions.n, "placed": opinions.placed}
    what = _(
        "Een meningsgroep is een aantal mensen dat op veel stellingen ongeveer hetzelfde antwoordt, van welke "
        "organisatie ze ook zijn."
    )
    whole = _("Alle %(n)s mensen die meetellen, zitten in een groep.") % words
    part = _(
        "Van de %(n)s mensen zitten er %(placed)s in een groep; de anderen antwoordden daarvoor te weinig."
    )
    how_many = whole if opinions.n == opinions.placed else part % words
    unseen = _("Wie in welke groep zit, krijgt niemand te zien.")
    return f"{what} {how_many} {unseen}"


def means_of(item: str, opinions: OpinionPicture) -> StatementMeans:
    """Return the figures of one statement."""
    return next(one for one in opinions.statements if one.item == item)


def shared(one: Shared, opinions: OpinionPicture, names: Names) -> str:
    """Say on which side of a statement every group stands."""
    people, steps = means_of(one.item, opinions).n, names.steps(one.item)
    words = {
        "statement": quoted(names.item(one.item)),
        "share": at_least(one.least, min(people)),
        "step": steps_on(one.lean, steps),
        "n": sum(people),
    }
    return _("Bij %(statement)s kiest in elke groep %(share)s voor %(step)s (n = %(n)s).") % words


def at_least(share: float, n: int) -> str:
    """Return the share of the group that does least."""
    said = numbers.share(share, n)
    if n < numbers.PRECISE_FROM and round(share * 10) == 10:
        return said
    return _("minstens %(share)s") % {"share": said}


def steps_on(lean: str, steps: Sequence[str]) -> str:
    """Return the steps on one side of the middle of a scale, or the middle itself."""
    half, last = len(steps) // 2, len(steps) - 1
    if lean == "middle":
        return quoted(steps[half])
    first = half + len(steps) % 2 if lean == "high" else half - 1
    if first in {0, last}:
        return quoted(steps[first])
    words = {"step": quoted(steps[first])}
    return _("%(step)s of hoger") % words if lean == "high" else _("%(step)s of lager") % words


def group_told(place: int, opinions: OpinionPicture, names: Names) -> GroupTold:
    """Return one group in words."""
    group = opinions.groups[place]
    words = {"n": group.n, "placed": opinions.placed}
    return GroupTold(
        name=group_name(place),
        size=_("%(n)s van de %(placed)s mensen") % words,
        doubt="" if is_certain(group, names) else doubts.reason("thin"),
        typical=tuple(typical(one, place, opinions, names) for one in group.typical),
    )


def typical(one: Typical, place: int, opinions: OpinionPicture, names: Names) -> str:
    """Say where a group stands on a statement that sets it apart, and where the others stand."""
    people, steps = means_of(one.item, opinions).n, names.steps(one.item)
    words = {
        "statement": quoted(names.item(one.item)),
        "own": numbers.position(one.mean, steps),
        "n": people[place],
        "others": numbers.position(one.others, steps),
        "rest": sum(people) - people[place],
    }
    if one.side == "higher":
        return (
            _("Hoger bij %(statement)s: %(own)s (n = %(n)s). De anderen: %(others)s (n = %(rest)s).") % words
        )
    return _("Lager bij %(statement)s: %(own)s (n = %(n)s). De anderen: %(others)s (n = %(rest)s).") % words


def contrasts(opinions: OpinionPicture, names: Names) -> tuple[str, ...]:
    """Say on which statements two groups differ most; nothing when there are more groups."""
    if len(opinions.groups) != 2:
        return ()
    return tuple(contrast(one, opinions, names) for one in opinions.groups[0].typical)


def contrast(one: Typical, opinions: OpinionPicture, names: Names) -> str:
    """Say where either of two groups stands on a statement."""
    figures, steps = means_of(one.item, opinions), names.steps(one.item)
    first, second = (numbers.position(mean, steps) for mean in figures.means)
    words = {
        "statement": quoted(names.item(one.item)),
        "first": first,
        "first_n": figures.n[0],
        "second": second,
        "second_n": figures.n[1],
    }
    return (
        _("%(statement)s. Groep 1: %(first)s (n = %(first_n)s). Groep 2: %(second)s (n = %(second_n)s).")
        % words
    )


def beside(opinions: OpinionPicture, names: Names) -> str:
    """Say how opinion groups and stakeholder groups lie beside each other, in one sentence."""
    if not opinions.relations:
        why = {"why": doubts.hidden(names.plan.k)}
        return (
            _(
                "Hoe de deelnemende groepen over de meningsgroepen verdeeld zijn, is niet te laten zien: %(why)s."
            )
            % why
        )
    if all(is_alike(one, opinions) for one in opinions.relations):
        return _(
            "De meningsgroepen lopen dwars door de deelnemende groepen heen: in elke meningsgroep zit van alles wat."
        )
    return _(
        "De deelnemende groepen zijn niet gelijk verdeeld over de meningsgroepen. Bij kleine groepen kan dat "
        "toeval zijn."
    )


def is_alike(row: Relation, opinions: OpinionPicture) -> bool:
    """Say whether a stakeholder group is spread over the opinion groups about as everybody is."""
    placed = sum(row.shares)
    pairs = zip(row.shares, opinions.groups, strict=True)
    return bool(placed) and all(abs(share / placed - group.share) < ALIKE for share, group in pairs)


def relation(row: Relation, names: Names) -> str:
    """Say how one stakeholder group is spread over the opinion groups."""
    parts = [
        _("%(share)s in %(group)s") % {"share": numbers.share(share, row.n), "group": in_sentence(place)}
        for place, share in enumerate(row.shares)
        if share
    ]
    if row.unplaced:
        parts.append(_("%(share)s in geen groep") % {"share": numbers.share(row.unplaced, row.n)})
    words = {"group": names.group(row.display), "parts": enumeration(parts), "n": row.n}
    return _("%(group)s: %(parts)s (n = %(n)s).") % words


def evidence(opinions: OpinionPicture) -> tuple[str, ...]:
    """Return how clear and stable the groups are."""
    silhouette = {"value": hundredths(opinions.silhouette), "least": hundredths(STRICT.silhouette)}
    stability = {"value": hundredths(opinions.stability), "least": hundredths(STRICT.stability)}
    return (
        _(
            "Silhouet: %(value)s (het hoogst is 1; wij noemen het groepen vanaf %(least)s). Dit zegt hoeveel meer "
            "mensen op hun eigen groep lijken dan op een andere."
        )
        % silhouette,
        _(
            "Stabiliteit: %(value)s (het hoogst is 1; wij noemen het groepen vanaf %(least)s). Dit zegt of dezelfde "
            "groepen terugkomen als je steeds een andere greep uit de mensen doet."
        )
        % stability,
        _("Aantal stellingen dat meetelt en getoond mag worden: %(number)s.")
        % {"number": len(opinions.statements)},
    )


def standards(names: Names) -> tuple[str, ...]:
    """Return when Samenspraak speaks of groups at all."""
    words = {
        "people": fewest(names),
        "statements": FEWEST_TYPICAL,
        "depth": numbers.share(STRICT.valley, 100),
        "chance": numbers.share(STRICT.chance, 100),
    }
    return (
        _(
            "Alleen stellingen die iedereen kreeg, tellen mee. ‘Weet ik niet’ en niet ingevuld tellen als geen mening."
        ),
        _(
            "Een groep heeft minstens %(people)s mensen en wijkt op minstens %(statements)s stellingen duidelijk af van "
            "de anderen."
        )
        % words,
        _(
            "Halverwege twee groepen staan veel minder mensen dan in het midden van elke groep: hoogstens %(depth)s "
            "daarvan. De kans dat dit toeval is, is hoogstens %(chance)s."
        )
        % words,
        _(
            "In 1.000 nagebootste gesprekken zonder groepen noemde Samenspraak er in 8 toch groepen. Het zegt dus "
            "liever niets dan te veel."
        ),
    )


def hundredths(value: float | None) -> str:
    """Return a figure with two decimals as the reader writes it."""
    return "" if value is None else str(number_format(round(value, 2), decimal_pos=2))
