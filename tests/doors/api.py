"""The doors of the API: without a key or a session 401, and for strangers nothing is there."""

from __future__ import annotations

from tests.conftest import World
from tests.doors import OWN_FORM, PUBLIC, Door

ONLY_READ = (405, 405, 405, 405)
OWN = Door(get=(401, 200, 200, 200), post=ONLY_READ)
WALLED = Door(get=(401, 404, 200, 200), post=ONLY_READ)
BEFORE_A_PICTURE = Door(get=(401, 404, 404, 404), post=ONLY_READ)

DOORS = {
    "api_docs": PUBLIC,
    "api:openapi-json": PUBLIC,
    "api:api-root": PUBLIC,
    "api:me": OWN,
    "api:conversations": OWN,
    "api:conversation": WALLED,
    "api:round": WALLED,
    "api:picture": BEFORE_A_PICTURE,
    "api:opinions": BEFORE_A_PICTURE,
    "api:spheres": BEFORE_A_PICTURE,
    "api:delimitation": BEFORE_A_PICTURE,
    "api:tables": BEFORE_A_PICTURE,
    "api:actions": WALLED,
    "organisations:tokens": OWN_FORM,
    "organisations:revoke_token": Door(get=(302, 405, 405, 405), post=(302, 404, 404, 302)),
}


def samples(world: World) -> dict[str, object]:
    token = world.anna.memberships.get().tokens.create(
        name="dashboard", hash="0" * 64, made_on=world.now.date()
    )
    return {"token_id": token.pk}
