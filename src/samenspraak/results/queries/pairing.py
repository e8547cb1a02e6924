"""Reads for the comparison of two rounds: who answered both, and which comparisons are already known."""

from __future__ import annotations

from samenspraak.conversations.models import Response, Round
from samenspraak.conversations.queries.plans import plan_for
from samenspraak.conversations.queries.rounds import questions_of, rounds_with_questions
from samenspraak.core.change import Paired, Wave
from samenspraak.results.models import Release
from samenspraak.results.queries.opinions import known_of, opinion_groups_of
from samenspraak.results.queries.releases import ledger_of


def round_to_compare(round: Round) -> Round | None:
    """Return the nearest earlier round that has a picture."""
    earlier = rounds_with_questions().filter(
        conversation=round.conversation_id, number__lt=round.number, releases__isnull=False
    )
    return earlier.order_by("-number").first()


def comparisons(round: Round) -> list[Release]:
    """Return the releases of this conversation that hold a comparison in which *round* takes part."""
    found = Release.objects.filter(round__conversation=round.conversation_id).exclude(paired={})
    return [one for one in found if one.round_id == round.pk or one.paired["with"] == str(round.pk)]


def is_compared(round: Round) -> bool:
    """Say whether figures of the same people in this round are known; then its pictures stay as they are."""
    return bool(comparisons(round))


def is_compared_with_later(round: Round) -> bool:
    """Say whether a later round was compared with this one: another comparison could tell people apart."""
    return Release.objects.filter(paired__with=str(round.pk)).exists()


def paired_of(release: Release) -> Paired | None:
    """Return how the same people answered twice, as kept with a release."""
    return Paired.model_validate(release.paired["figures"]) if release.paired else None


def wave_of(round: Round) -> Wave | None:
    """Return a round as its last release left it; None before there is one.

    None too when somebody who took a sheet back was in an opinion group: what is safe beside it is forgotten.
    """
    ledger, groups = ledger_of(round), opinion_groups_of(round)
    if ledger is None or (groups and groups.forgotten):
        return None
    compared = (made_of(one) for one in comparisons(round) if one.round_id == round.pk)
    shown = Response.objects.filter(round=round, status=Response.Status.SENT).exclude(shown_sheet="")
    return Wave(
        questions=questions_of(round),
        plan=plan_for(round),
        ledger=ledger,
        sheets={str(pk): sheet for pk, sheet in shown.values_list("pk", "shown_sheet")},
        published=(*compared, *(known_of(groups) if groups else ())),
    )


def made_of(release: Release) -> dict[str, frozenset[str]]:
    """Return per statement the responses of its round that a comparison was made of.

    Those of the round before are not kept: pairs would go on tying the sheets of who erased the code (P6).
    Nothing asks for them, see ``is_compared_with_later``.
    """
    twice: dict[str, list[str]] = release.paired["twice"]
    return {item: frozenset(responses) for item, responses in twice.items()}


def same_people(earlier: Round, later: Round) -> dict[str, str]:
    """Return each sent response of *earlier* with that of the same person in *later*: who kept the code."""
    kept = Response.objects.filter(status=Response.Status.SENT, participant__keep=True)
    before = dict(kept.filter(round=earlier).values_list("participant", "pk"))
    after = dict(kept.filter(round=later).values_list("participant", "pk"))
    return {str(pk): str(after[person]) for person, pk in before.items() if person in after}
