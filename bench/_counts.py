"""Say what a measured database holds: the questions of its round, or how many sheets are whole and sent."""

from __future__ import annotations

import sys

import django


def main(what: str) -> str:
    """Return the names of the closed questions, or the number of sheets."""
    from samenspraak.conversations.models import Response, Round
    from samenspraak.conversations.queries.rounds import questions_of

    round = Round.objects.get()
    if what == "fields":
        return " ".join(item.id for item in questions_of(round).closed)
    sent = Response.objects.filter(round=round, status=Response.Status.SENT)
    return str(sum("3" in sheet for sheet in sent.values_list("sheet", flat=True)))


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(main(sys.argv[1]))
