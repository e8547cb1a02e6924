"""The doors of stop 3, before anything has been released."""

from __future__ import annotations

from tests.conftest import World
from tests.doors import FORM, ONLY_WITH_CARDS, Door

DOORS = {
    "results:picture": Door(get=(302, 404, 200, 200), post=(302, 404, 302, 302)),
    "results:spheres": ONLY_WITH_CARDS,
    "results:remarks": FORM,
    "results:agenda": Door(get=(302, 404, 302, 302), post=(302, 404, 302, 302)),
    "results:tables": Door(get=(302, 404, 404, 404), post=(302, 405, 405, 405)),
    "results:opinions": Door(get=(302, 404, 302, 302), post=(302, 404, 302, 302)),
    "results:participant": Door(get=(302, 302, 302, 302), post=(403, 403, 403, 403)),
}


def samples(world: World) -> dict[str, object]:
    return {"extension": "csv"}
