"""The front pages, and the organisation's own."""

from __future__ import annotations

from tests.conftest import World, signed_in
from tests.doors import OWN_FORM, OWN_PAGE, PUBLIC, Door

# Anna is administrator, Bram and Chris are not: for them an administrator's page does not exist.
MANAGING_FORM = Door(get=(302, 404, 404, 200), post=(302, 404, 404, 200))
MANAGING_ACTION = Door(get=(302, 404, 404, 405), post=(302, 404, 404, 302))

DOORS = {
    "home": Door(get=(200, 302, 302, 302), post=(405, 405, 405, 405)),
    "language": Door(get=(405, 405, 405, 405), post=(302, 302, 302, 302)),
    "privacy": PUBLIC,
    "accessibility": PUBLIC,
    "about": PUBLIC,
    "security_txt": PUBLIC,
    "no_other_address": Door(get=(404, 404, 404, 404), post=(404, 404, 404, 404)),
    "organisations:overview": OWN_PAGE,
    "organisations:log": OWN_PAGE,
    "organisations:me": OWN_FORM,
    "organisations:details": MANAGING_FORM,
    "organisations:invite": MANAGING_FORM,
    "organisations:role": MANAGING_FORM,
    "organisations:remove": MANAGING_ACTION,
    "organisations:welcome_again": MANAGING_ACTION,
    "organisations:switch": Door(get=(302, 405, 405, 405), post=(302, 404, 404, 404)),
    "organisations:sign_out_others": Door(get=(302, 405, 405, 405), post=(302, 302, 302, 302)),
    "organisations:sign_out_one": Door(get=(302, 405, 405, 405), post=(302, 404, 404, 302)),
}


def samples(world: World) -> dict[str, object]:
    membership = world.bram.memberships.get()
    session_key = signed_in(world.anna).session.session_key or ""
    sign_in = world.anna.sign_ins.create(session_key=session_key, since=world.now.date())
    return {"membership_id": membership.pk, "sign_in_id": sign_in.pk}
