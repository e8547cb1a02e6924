"""The API of what was agreed: the actions on the agenda of a round, without anybody's address, and its delimitation."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from ninja import Router, Schema

from samenspraak.conversations.queries.rounds import questions_of, round_for
from samenspraak.conversations.services.rounds import settle
from samenspraak.organisations.api import ApiRequest
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.agenda import agenda_actions
from samenspraak.outcomes.queries.delimiting import delimiting_of

router = Router(tags=["outcomes"])


class ActionOut(Schema):
    """An action: what, why, who, by when, and how it stands."""

    id: UUID
    round: int
    theme: str
    item: str
    what: str
    why: str
    owner: str
    partners: str
    first_step: str
    deadline: date | None
    means: str
    sign_of_success: str
    review_on: date | None
    status: str


class PassageOut(Schema):
    """One section of the delimitation in the group's own words."""

    section: str
    text: str
    stance: str
    reason: str
    reservations: str


class DelimitationOut(Schema):
    """What the group wrote of its cards, and the day on which it settled on that; drafts are not in it."""

    agreed_on: date | None
    passages: list[PassageOut]


@router.get(
    "/conversations/{uuid:conversation_id}/rounds/{int:number}/delimitation",
    response=DelimitationOut,
    url_name="delimitation",
    summary="What the group wrote of its cards",
)
def delimitation(request: ApiRequest, conversation_id: UUID, number: int) -> dict[str, object]:
    """Return the sections that the group of this round wrote; not there for an instrument without cards."""
    round = settle(round_for(request.auth.organisation, conversation_id, number), now=timezone.now())
    found = delimiting_of(round, questions_of(round), None)
    if found is None:
        raise Http404
    return {
        "agreed_on": found.agreed.agreed_on,
        "passages": [
            {name: getattr(part.passage, name) for name in PassageOut.model_fields} for part in found.written
        ],
    }


@router.get(
    "/conversations/{uuid:conversation_id}/rounds/{int:number}/actions",
    response=list[ActionOut],
    url_name="actions",
    summary="The actions on the agenda of a round, by deadline",
)
def actions(request: ApiRequest, conversation_id: UUID, number: int) -> list[dict[str, object]]:
    """Return this round's actions, and those of earlier rounds that are not finished."""
    round = settle(round_for(request.auth.organisation, conversation_id, number), now=timezone.now())
    return [fields_of(one) for one in agenda_actions(round)]


def fields_of(action: Action) -> dict[str, object]:
    """Return what there is to say of an action; the address of its owner is not in it."""
    kept = {name: getattr(action, name) for name in ActionOut.model_fields if name not in {"id", "round"}}
    return {"id": action.pk, "round": action.round.number, **kept}
