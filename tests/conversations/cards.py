"""A round in which people place cards, for the tests: the world of the other tests with another instrument."""

from __future__ import annotations

from pathlib import Path

from samenspraak.conversations.models import InstrumentVersion, StakeholderGroup
from samenspraak.core.instrument import content_digest, load_instrument
from samenspraak.core.sheet import question_list
from tests.conftest import World, plan_of

CARDS = Path(__file__).parents[1] / "data" / "kaarten.yaml"


def cards_version() -> InstrumentVersion:
    """Keep the instrument with cards."""
    source = CARDS.read_text(encoding="utf-8")
    digest = content_digest(load_instrument(source, name="kaarten.yaml"))
    return InstrumentVersion.objects.create(slug="kaarten", version="1.0.0", digest=digest, source=source)


def lay_cards(world: World, *, pages: str = "question") -> World:
    """Let the round of this world ask for cards, as if it had opened with them."""
    version = cards_version()
    world.questions = question_list(load_instrument(version.source, name="kaarten.yaml"))
    StakeholderGroup.objects.filter(key="uitvoering").update(audience="organisaties")
    world.conversation.instrument = world.round.instrument = version
    world.conversation.pages = world.round.pages = pages
    world.conversation.save(update_fields=["instrument", "pages"])
    world.round.questions, world.round.plan = world.questions.digest, plan_of(world.conversation)
    world.round.save(update_fields=["instrument", "questions", "plan", "pages"])
    return world
