"""Fill a new database for a measurement: one open round on an instrument that comes with the program."""

from __future__ import annotations

import sys
from datetime import timedelta

import django
from django.core.management import call_command
from django.utils import timezone

CODE = "BENCH234"
STATEMENTS, CARDS = "armoede-en-gezondheid", "sociale-basis"


def main(pages: str, slug: str) -> None:
    """Make the tables, an organisation, a conversation with the suggested groups, and its open round."""
    from samenspraak.conversations.models import Conversation, InstrumentVersion, Round, StakeholderGroup
    from samenspraak.conversations.queries.plans import plan_of
    from samenspraak.conversations.queries.rounds import questions_of_version
    from samenspraak.organisations.models import Organisation

    call_command("migrate", verbosity=0, interactive=False)
    call_command("instruments", verbosity=0)
    version = InstrumentVersion.objects.get(slug=slug)
    questions = questions_of_version(version.digest)
    now = timezone.now()
    conversation = Conversation.objects.create(
        organisation=Organisation.objects.create(name="Meetdorp"),
        instrument=version,
        title="Rondkomen en gezond leven",
        purpose=questions.instrument.purpose.nl,
        pages=pages,
        created_at=now,
    )
    for position, group in enumerate(questions.instrument.groups):
        StakeholderGroup.objects.create(
            conversation=conversation,
            key=group.id,
            name=group.name.nl,
            audience=group.audience,
            expected=50,
            display=group.id,
            display_name=group.name.nl,
            position=position,
        )
    Round.objects.create(
        conversation=conversation,
        number=1,
        status=Round.Status.OPEN,
        code=CODE,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=7),
        instrument=version,
        questions=questions.digest,
        plan=plan_of(conversation).model_dump(mode="json"),
        purpose=conversation.purpose,
        pages=pages,
        invitation_key="ab" * 32,
    )


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
