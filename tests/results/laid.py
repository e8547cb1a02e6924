"""A round whose cards people placed, for the tests of this room and of the next."""

from __future__ import annotations

from typing import Any

from samenspraak.conversations.models import Response
from samenspraak.results.models import Release
from tests.conftest import World
from tests.conversations.cards import lay_cards
from tests.results.rounds import close, made

FACETS = ("hoort", "sfeer", "verwacht", "haalbaar", "sterk")


def lay(world: World, group: str, number: int, **cards: str) -> list[Response]:
    """Let so many people of a group place cards alike: per card its cells in the order of asking (I1_bieb="1332")."""
    given: dict[str, Any] = {
        f"{card}_{facet}": mark
        for card, marks in cards.items()
        for facet, mark in zip(FACETS, marks, strict=False)
        if f"{card}_{facet}".replace("_", "-") in world.questions.offsets
    }
    return [world.answer(group, **given) for _ in range(number)]


def placed(world: World) -> None:
    """Let people count family and neighbours in; over the library the groups differ, of the counter nobody is sure."""
    lay_cards(world)
    lay(world, "beleid", 12, P1_familie="11133", P1_buren="12223", I1_bieb="13312")
    lay(world, "uitvoering", 10, P1_familie="11133", P1_buren="12223", I1_bieb="3")
    for counter in ("12--2", "22--2"):
        lay(world, "bewoners", 4, P1_familie="11--3", P1_buren="12--3", I1_bieb="13--2", I1_loket=counter)
    close(world)


def shown(world: World) -> Release:
    """The same, with its picture."""
    placed(world)
    return made(world)
