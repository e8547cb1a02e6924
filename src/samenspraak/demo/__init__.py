"""The invented municipality of the demo: Lindeveen, with a finished conversation and an open one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from samenspraak.conversations.models import Round
from samenspraak.demo.figures import add_of_our_own, lend_figures
from samenspraak.demo.history import Cast, finished_conversation, open_conversation
from samenspraak.demo.placing import talk_on_cards
from samenspraak.demo.social_base import draw_map
from samenspraak.organisations.models import Membership, Organisation, User
from samenspraak.socialbase.services.suggestions import ask_participants

PASSWORD = "lindeveen-demo"  # noqa: S105 (printed at every start; this organisation holds nothing real)
JOIN_CODE = "VEEN2345"


@dataclass(frozen=True)
class Demo:
    """What a newcomer needs to look around."""

    email: str
    password: str
    code: str

    def describe(self, address: str) -> str:
        """Return the lines that the program prints when it is ready."""
        return "\n".join(
            [
                "",
                "  Samenspraak, with the invented municipality of Lindeveen",
                "",
                f"  Open      {address}",
                f"  Sign in   {self.email}   password  {self.password}",
                f"  Take part {address}/mee/{self.code}/   (or type the code {self.code} on the front page)",
                "",
                "  Mails appear here on the screen. Stop with Ctrl+C.",
                "",
            ]
        )


def story() -> dict[str, Any]:
    """Return the invented texts and numbers."""
    text = files("samenspraak").joinpath("demo", "lindeveen.yaml").read_text(encoding="utf-8")
    told: dict[str, Any] = yaml.safe_load(text)
    return told


def fill_demo(now: datetime | None = None) -> Demo:
    """Fill an empty database with Lindeveen; one that has it already is left as it is."""
    told = story()
    demo = Demo(email=told["facilitators"][0]["email"], password=PASSWORD, code=JOIN_CODE)
    if not Organisation.objects.filter(is_demo=True).exists():
        fill(told, now=now or timezone.now())
    return demo


@transaction.atomic
def fill(told: dict[str, Any], *, now: datetime) -> None:
    """Play the story: people, a conversation of two rounds with what came of it, one on cards, and an open one.

    Rounds open and close at five, as rounds of people do, whenever the demo begins.
    """
    organisation = Organisation.objects.create(name=told["organisation"], is_demo=True)
    people = [facilitator(organisation, one) for one in told["facilitators"]]
    five = timezone.localtime(now).replace(hour=17, minute=0, second=0, microsecond=0)
    cast = Cast(organisation=organisation, anna=people[0], bram=people[1], told=told, now=five)
    lend_figures()
    add_of_our_own(organisation, told, actor=people[1], now=five)
    draw_map(organisation, keeper=people[0], today=timezone.localdate(now))
    finished_conversation(cast)
    talk_on_cards(cast)
    opened = open_conversation(cast)
    Round.objects.filter(pk=opened.pk).update(code=JOIN_CODE)
    ask_participants(opened.conversation, on=True, by=cast.anna, now=five)


def facilitator(organisation: Organisation, told: dict[str, str]) -> User:
    """Make one facilitator who can sign in."""
    user = User.objects.create_user(told["email"], PASSWORD, name=told["name"])
    Membership.objects.create(user=user, organisation=organisation, role=told["role"])
    return user
