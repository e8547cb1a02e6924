"""The doors of the map of the social base: a list of one's own for every member, an entry for its own organisation only."""

from __future__ import annotations

from django.utils import timezone

from samenspraak.socialbase.models import Import, Part, Suggestion
from samenspraak.socialbase.services.links import make_link
from tests.conftest import World
from tests.doors import ACTION, OWN_FORM, OWN_PAGE, PAGE, Door
from tests.socialbase.maps import bind, part, put

# An empty form says what is missing.
OWN_ASKING = Door(get=(302, 200, 200, 200), post=(302, 422, 422, 422))
ASKING = Door(get=(302, 404, 200, 200), post=(302, 404, 422, 422))
ONCE = Door(get=(302, 405, 405, 405), post=(302, 404, 302, 404))  # what Bram took away, Anna finds no more
SURE_ONCE = Door(get=(302, 404, 200, 200), post=(302, 404, 302, 404))
DOORS = {
    "socialbase:list": OWN_PAGE,
    "socialbase:new": OWN_ASKING,
    "socialbase:register": OWN_PAGE,
    "socialbase:register_new": OWN_ASKING,
    "socialbase:register_remove": ONCE,
    "socialbase:asking": Door(get=(302, 200, 200, 200), post=(302, 302, 302, 302)),
    "socialbase:import": OWN_FORM,
    "socialbase:import_keep": Door(get=(302, 405, 405, 405), post=(302, 302, 302, 302)),
    "socialbase:import_template": OWN_PAGE,
    "socialbase:import_undo": SURE_ONCE,
    "socialbase:export": OWN_PAGE,
    "socialbase:suggestions": OWN_PAGE,
    "socialbase:sort": ASKING,
    "socialbase:sort_back": ACTION,
    "socialbase:suggestions_on": ACTION,
    "socialbase:network": OWN_PAGE,
    "socialbase:network_data": OWN_PAGE,
    "socialbase:network_row": PAGE,
    "socialbase:map": OWN_PAGE,
    "socialbase:spheres": OWN_PAGE,
    "socialbase:questions": OWN_PAGE,
    "socialbase:entry": PAGE,
    "socialbase:change": ASKING,
    "socialbase:confirm_entry": ACTION,
    "socialbase:ask": ACTION,
    "socialbase:link": Door(get=(302, 405, 405, 405), post=(302, 404, 200, 200)),
    "socialbase:contact": Door(get=(302, 404, 200, 200), post=(302, 404, 302, 302)),
    "socialbase:contact_erase": ACTION,
    "socialbase:remove": SURE_ONCE,
    "socialbase:tie_new": ASKING,
    "socialbase:tie_change": ASKING,
    "socialbase:tie_confirm": ACTION,
    "socialbase:tie_remove": ONCE,
    "socialbase:confirm": Door(get=(200, 200, 200, 200), post=(403, 403, 403, 403)),
    "socialbase:suggest": Door(get=(302, 302, 302, 302), post=(403, 403, 403, 403)),
}


def samples(world: World) -> dict[str, object]:
    actor, other = put(world, "De Linde"), put(world, "De Brug")
    suggestion = Suggestion.objects.create(
        round=world.round, kind=Suggestion.Kind.MISSING, text="Kookclub", batch=1
    )
    role: Part = part(actor)
    return {
        "actor_id": actor.pk,
        "tie_id": bind(actor, other).pk,
        "part_id": role.pk,
        "import_id": Import.objects.create(organisation=world.organisation, day=timezone.localdate()).pk,
        "suggestion_id": suggestion.pk,
        "socialbase:confirm token": make_link(actor, now=timezone.now()),
        "socialbase:export extension": "csv",
        "socialbase:import_template extension": "csv",
    }
