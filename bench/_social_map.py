"""A made-up map of the social base of any size, as the database holds it: villages that work mostly among themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

if TYPE_CHECKING:
    from samenspraak.organisations.models import Organisation
    from samenspraak.socialbase.models import Actor, Tie

WHAT = "Buurthuis|Speeltuin|Voetbalclub|Wijkteam|Bibliotheek|Inloop|Moskee|Kerk|Voedselbank|Taalhuis|Moestuin|Koor"
NAMES = "De Linde|Noord|Zonnewijzer|aan de Vaart|Samen Sterk|Oost|De Brug|Voor Elkaar|Het Hofje|De Hoek|Zuid|De Kern"
SEED = 5


def fill(organisation: Organisation, *, entries: int, ties: int, areas: Sequence[str], today: date) -> None:
    """Put so many entries and ties on the map of an organisation; the same each time."""
    from samenspraak.socialbase.models import Actor, Tie
    from samenspraak.socialbase.queries.vocabulary import vocabulary

    rng = np.random.default_rng(SEED)
    what, names = WHAT.split("|"), NAMES.split("|")
    topics = [one.id for one in vocabulary().topics]
    groups = [one.id for one in vocabulary().target_groups]
    actors = []
    for place in range(entries):
        kind = str(rng.choice(Actor.Kind.values))
        area = areas[place % len(areas)] if areas and rng.random() < 0.8 else ""
        actors.append(
            Actor(
                id=UUID(int=int(rng.integers(2**62)) << 64 | place),
                organisation=organisation,
                name=f"{what[place % len(what)]} {names[place // len(what) % len(names)]} {place}",
                kind=kind,
                sphere=sphere_of(kind),
                formal=bool(rng.random() < 0.6),
                does="Wekelijks een open middag met koffie, een spel en een luisterend oor. Iedereen is welkom.",
                target_groups=[str(one) for one in rng.choice(groups, 2, replace=False)],
                topics=[str(one) for one in rng.choice(topics, int(rng.integers(1, 4)), replace=False)],
                reach="neighbourhood" if area else "municipality",
                area_code=area,
                latitude=52.19 + float(rng.random()) * 0.04 if area else None,
                longitude=5.26 + float(rng.random()) * 0.05 if area else None,
                confirmed_on=today
                - timedelta(days=int(rng.choice([60, 200, 300, 500, 900], p=[0.3, 0.3, 0.2, 0.12, 0.08]))),
                created_on=today,
            )
        )
    Actor.objects.bulk_create(actors, batch_size=500)
    Tie.objects.bulk_create(made(actors, ties, rng, organisation, today), batch_size=500)


def sphere_of(kind: str) -> str:
    """Return the usual sphere of a kind."""
    if kind in ("network", "community"):
        return "personal"
    return "communal" if kind in ("resident_initiative", "association") else "institutional"


def made(
    actors: Sequence[Actor], number: int, rng: np.random.Generator, organisation: Organisation, today: date
) -> list[Tie]:
    """Return so many different ties: most within a village, some with whoever is known everywhere."""
    from samenspraak.socialbase.models import SYMMETRIC, Tie

    connected = max(2, len(actors) * 19 // 20)
    villages = max(1, connected // 25)
    ties: dict[tuple[int, int, str], Tie] = {}
    while len(ties) < number:
        one = int(connected * rng.random() ** 1.6)
        near = rng.random() < 0.8
        other = (
            (one + villages * int(rng.integers(-9, 10))) % connected
            if near
            else int(connected * rng.random() ** 2)
        )
        kind = str(rng.choice(Tie.Kind.values, p=[0.5, 0.15, 0.08, 0.07, 0.12, 0.08]))
        if one == other:
            continue
        ends = [actors[one], actors[other]]
        if kind in SYMMETRIC:
            ends.sort(key=lambda actor: actor.pk)
            one, other = min(one, other), max(one, other)
        ties.setdefault(
            (one, other, kind),
            Tie(
                organisation=organisation,
                source=ends[0],
                target=ends[1],
                kind=kind,
                strength=int(rng.integers(1, 4)),
                confirmed_by_source=today,
                confirmed_by_target=today if rng.random() < 0.6 else None,
            ),
        )
    return list(ties.values())
