"""The doors of whoever answers: open to everybody who holds a code."""

from __future__ import annotations

from tests.conftest import World
from tests.doors import Door

# Without a token one is sent to the page where one joins; a POST without a known origin is refused.
ANYBODY = Door(get=(200, 200, 200, 200), post=(403, 403, 403, 403))
WITH_TOKEN = Door(get=(302, 302, 302, 302), post=(403, 403, 403, 403))
UNKNOWN = Door(get=(404, 404, 404, 404), post=(403, 403, 403, 403))

DOORS = {
    "conversations:join_code": ANYBODY,
    "conversations:join": ANYBODY,
    "conversations:answer_start": WITH_TOKEN,
    "conversations:answer": WITH_TOKEN,
    "conversations:check": WITH_TOKEN,
    "conversations:thanks": WITH_TOKEN,
    "conversations:card": WITH_TOKEN,
    "conversations:personal": UNKNOWN,
    "conversations:come_back": ANYBODY,
}


def samples(world: World) -> dict[str, object]:
    return {"code": world.round.code, "page": 1, "token": "onbekend"}
