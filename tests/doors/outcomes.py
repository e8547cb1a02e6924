"""The doors of stops 4 to 7, the owner's link and what was done with it, before anything has been released."""

from __future__ import annotations

from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.links import owner_token
from tests.conftest import World
from tests.doors import ACTION, FORM, PAGE, Door

BY_LINK = Door(get=(200, 200, 200, 200), post=(403, 403, 403, 403))  # a POST says where its form comes from
DOORS = {
    "outcomes:deepen": PAGE,
    "outcomes:delimitation": Door(get=(302, 404, 404, 404), post=(302, 404, 404, 404)),
    "outcomes:delimitation_section": Door(get=(302, 404, 404, 404), post=(302, 404, 404, 404)),
    "outcomes:theme": Door(get=(302, 404, 200, 200), post=(302, 404, 302, 302)),
    "outcomes:actions": PAGE,
    "outcomes:action_new": FORM,
    "outcomes:calendar": PAGE,
    "outcomes:action_table": PAGE,
    "outcomes:action": PAGE,
    "outcomes:action_change": FORM,
    "outcomes:action_ask": ACTION,
    "outcomes:action_link": ACTION,
    "outcomes:action_note": Door(get=(302, 405, 405, 405), post=(302, 404, 422, 422)),
    "outcomes:report": PAGE,
    "outcomes:report_file": PAGE,
    "outcomes:repeat": FORM,
    "outcomes:same_people": ACTION,
    "outcomes:owner": BY_LINK,
    "outcomes:owner_calendar": BY_LINK,
    "outcomes:done": Door(get=(302, 302, 302, 302), post=(403, 403, 403, 403)),
}


def samples(world: World) -> dict[str, object]:
    action = Action.objects.create(
        conversation=world.conversation, round=world.round, theme="A", what="Een inloop", owner_email="o@p.nl"
    )
    return {
        "theme_id": "A",
        "slug": "erbij",
        "action_id": action.pk,
        "outcomes:owner token": owner_token(action),
        "outcomes:owner_calendar token": owner_token(action),
        "outcomes:report_file extension": "html",
    }
