"""The first text of each section of the delimitation, as the group itself would write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.core.cards import IN_ITSELF
from samenspraak.core.delimiting import Point, PointKind, Section
from samenspraak.results.wording.findings import who
from samenspraak.results.wording.names import Names
from samenspraak.results.wording.numbers import quoted


@dataclass(frozen=True)
class Words:
    """What the sentences are filled with: names in the reader's language."""

    names: Names

    @property
    def subject(self) -> str:
        """Return what the cards belong to, as it stands in a sentence; nothing where the instrument does not say."""
        return self.names.subject

    def cards(self, point: Point) -> str:
        """Return the cards of a point as a list within a sentence."""
        return listed(self.names.card(card) for card in point.cards)

    def role(self, sphere_id: str) -> str:
        """Return the role of the municipality in a sphere."""
        spheres = self.names.placing.spheres
        return next((one.role.to(self.names.language) for one in spheres if one.id == sphere_id), "")


def listed(names: Iterable[str]) -> str:
    """Return names of cards as a list: they may hold commas and "en" themselves, so semicolons part them."""
    return "; ".join(uncapitalised(name) for name in names)


def uncapitalised(name: str) -> str:
    """Return a name as it stands within a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def draft_text(section: Section, points: Iterable[Point], names: Names) -> str:
    """Return the text of a section, a line per point; what there is to say when there are none."""
    words, every = Words(names), list(points)
    if not every:
        return nothing(section)
    lines = [opening(section, every, words), *(line(point, words) for point in every)]
    return "\n".join(line for line in lines if line)


def opening(section: Section, points: list[Point], words: Words) -> str:
    """Return what a section begins with when a list follows; nothing where each line says enough."""
    kinds = {point.kind for point in points}
    if section == "in":
        if words.subject:
            return _("Tot %(subject)s rekenen wij:") % {"subject": words.subject}
        return _("Dit rekenen wij erbij:")
    if section == "expect" and kinds & {"goal", "in_itself"}:
        return _("Dit verwachten wij, en waarvan:")
    if section == "not_promise" and "unrealistic" in kinds:
        return _("Dit beloven wij niet, omdat wij het niet haalbaar vinden:")
    return ""


def nothing(section: Section) -> str:
    """Return what a section says when the picture has nothing for it."""
    return {
        "in": _("Over geen enkele kaart zijn wij het al genoeg eens."),
        "out": _("Wij sluiten nu niets uit."),
        "open": _("Er staat niets meer open."),
        "expect": _("Wat wij verwachten, moeten wij nog opschrijven."),
        "not_promise": _("Wat wij verwachten, vinden wij ook haalbaar."),
    }[section]


def line(point: Point, words: Words) -> str:
    """Return one point as a sentence."""
    return LINES[point.kind](point, words)


def in_sphere(point: Point, words: Words) -> str:
    """Say what belongs in a sphere, and what the municipality is there."""
    said = _("%(sphere)s: %(cards)s. %(role)s") % {
        "sphere": words.names.sphere(point.sphere),
        "cards": words.cards(point),
        "role": words.role(point.sphere),
    }
    return said.strip()


def anywhere(point: Point, words: Words) -> str:
    """Say what belongs without a sphere of its own."""
    return _("Ook erbij, zonder vaste sfeer: %(cards)s.") % {"cards": words.cards(point)}


def out(point: Point, words: Words) -> str:
    """Say what does not belong."""
    if words.subject:
        filled = {"subject": words.subject, "cards": words.cards(point)}
        return _("Niet tot %(subject)s rekenen wij: %(cards)s.") % filled
    return _("Dit rekenen wij er niet bij: %(cards)s.") % {"cards": words.cards(point)}


def differ(point: Point, words: Words) -> str:
    """Say that groups do not count a card in alike."""
    filled = {
        "card": quoted(uncapitalised(words.names.card(point.cards[0]))),
        "more": who(point.more, words.names),
        "less": who(point.less, words.names),
    }
    said = _(
        "Groepen kijken anders naar %(card)s: bij %(more)s rekent een groter deel dit erbij dan bij %(less)s."
    )
    return said % filled


def split(point: Point, words: Words) -> str:
    """Say over which cards the group is divided."""
    return _("Hierover zijn wij verdeeld: %(cards)s.") % {"cards": words.cards(point)}


def unsure(point: Point, words: Words) -> str:
    """Say of which cards it is open."""
    return _("Hierover zijn wij het nog niet genoeg eens: %(cards)s.") % {"cards": words.cards(point)}


def thin(point: Point, words: Words) -> str:
    """Say about which cards few answered."""
    return _("Hierover antwoordden weinig mensen: %(cards)s.") % {"cards": words.cards(point)}


def unseen(point: Point, words: Words) -> str:
    """Say about which cards too few answered to show it."""
    return _("Hierover weten wij nog te weinig: %(cards)s.") % {"cards": words.cards(point)}


def in_itself(point: Point, words: Words) -> str:
    """Say what is worth it in itself."""
    return _("%(goal)s: %(cards)s.") % {
        "goal": words.names.goal(IN_ITSELF),
        "cards": words.cards(point),
    }


def goal(point: Point, words: Words) -> str:
    """Say what is expected of cards, and that it is found feasible."""
    return _("%(goal)s: %(cards)s.") % goal_words(point, words)


def various(point: Point, words: Words) -> str:
    """Say of which cards people expect different things."""
    return _("Verschillende dingen: %(cards)s.") % {"cards": words.cards(point)}


def unrealistic(point: Point, words: Words) -> str:
    """Say what is hoped for and not found feasible."""
    return _("%(goal)s: %(cards)s.") % goal_words(point, words)


def uncertain(point: Point, words: Words) -> str:
    """Say of what it is uncertain whether it is feasible."""
    filled = {"goal": uncapitalised(words.names.goal(point.goal)), "cards": words.cards(point)}
    return _("Onzeker of het lukt: %(goal)s, met %(cards)s.") % filled


def goal_words(point: Point, words: Words) -> dict[str, str]:
    """Return a goal with its cards."""
    return {"goal": words.names.goal(point.goal), "cards": words.cards(point)}


LINES: dict[PointKind, Callable[[Point, Words], str]] = {
    "sphere": in_sphere,
    "anywhere": anywhere,
    "out": out,
    "though": differ,
    "differ": differ,
    "split": split,
    "unsure": unsure,
    "thin": thin,
    "unseen": unseen,
    "in_itself": in_itself,
    "goal": goal,
    "various": various,
    "unrealistic": unrealistic,
    "uncertain": uncertain,
}
