"""Say what a measured database holds: the questions of its round, its sheets, how many are whole and sent."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import django

from bench._server import run


def sheets(environment: Mapping[str, str]) -> list[str]:
    """Return every sheet in the database of a server."""
    return run("bench._counts", "sheets", environment=environment).split()


def fields(environment: Mapping[str, str]) -> list[str]:
    """Return the ids of the closed questions, in the order of the sheet."""
    return run("bench._counts", "fields", environment=environment).split()


def sent(environment: Mapping[str, str]) -> int:
    """Return how many sheets were sent with an answer on them."""
    return int(run("bench._counts", "sent", environment=environment))


def said(what: str) -> str:
    """Return one of these for the database in the settings."""
    from samenspraak.conversations.models import Response, Round
    from samenspraak.conversations.queries.rounds import questions_of

    round = Round.objects.get()
    if what == "fields":
        return " ".join(item.id for item in questions_of(round).closed)
    if what == "sheets":
        return " ".join(Response.objects.filter(round=round).values_list("sheet", flat=True))
    kept = Response.objects.filter(round=round, status=Response.Status.SENT)
    return str(sum("3" in sheet for sheet in kept.values_list("sheet", flat=True)))


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(said(sys.argv[1]))
