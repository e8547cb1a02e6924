"""The facilitator's doors of stops 1 and 2, in a round that stands open."""

from __future__ import annotations

from samenspraak.conversations.models import AnswerBatch, Response
from tests.conftest import World
from tests.doors import ACTION, ELSEWHERE, FORM, OWN_FORM, OWN_PAGE, PAGE, Door

DOORS = {
    "conversations:list": OWN_PAGE,
    "conversations:new": OWN_FORM,
    "conversations:overview": PAGE,
    "conversations:prepare": PAGE,
    "conversations:questions": PAGE,
    "conversations:open": ACTION,
    "conversations:discard": ACTION,
    "conversations:prepare_step": Door(get=(302, 404, 302, 302), post=(302, 404, 409, 409)),
    "conversations:local_cards": Door(get=(302, 404, 302, 302), post=(302, 404, 409, 409)),
    "conversations:local_card": Door(get=(302, 404, 302, 302), post=(302, 404, 409, 409)),
    "conversations:remove_local_card": ACTION,
    "conversations:invite": FORM,
    "conversations:remind": ACTION,
    "conversations:send_again": ACTION,
    "conversations:forget": Door(get=(302, 405, 405, 405), post=(302, 404, 302, 404)),
    "conversations:poster": PAGE,
    "conversations:cards": PAGE,
    "conversations:qr": PAGE,
    "conversations:filling": PAGE,
    "conversations:show": PAGE,
    "conversations:dates": FORM,
    "conversations:close": Door(get=(302, 404, 200, 200), post=(302, 404, 302, 302)),
    "conversations:reopen": ELSEWHERE,
    "conversations:entering": FORM,
    "conversations:entering_template": PAGE,
    "conversations:entering_keep": ACTION,
    "conversations:entering_undo": Door(get=(302, 404, 200, 200), post=(302, 404, 302, 302)),
    "conversations:paper": FORM,
    "conversations:reveal": Door(get=(302, 404, 200, 200), post=(302, 404, 302, 302)),
}


def samples(world: World) -> dict[str, object]:
    invitation = world.round.invitations.create(email="jan@voorbeeld.example", sent_on=world.now.date())
    batch = AnswerBatch.objects.create(round=world.round, digest="d" * 64, day=world.now.date())
    Response.objects.filter(pk=world.answer(None, A1="3").pk).update(batch=batch)
    return {
        "batch_id": batch.pk,
        "group": "beleid",
        "conversations:entering_template extension": "csv",
        "conversation_id": world.conversation.pk,
        "number": world.round.number,
        "step": "groepen",
        "key": "lokaal-de-soepmiddag",
        "invitation_id": invitation.pk,
    }
