"""The invented municipality of the demo: Lindeveen, with two finished conversations and two open ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from samenspraak.conversations.models import Round
from samenspraak.demo.cards import cards_to_lay, laid_cards
from samenspraak.demo.figures import add_of_our_own, lend_figures
from samenspraak.demo.playing import Cast
from samenspraak.demo.poverty import finished_conversation, open_conversation
from samenspraak.demo.social_map import draw_map
from samenspraak.demo.stories import story
from samenspraak.organisations.models import Membership, Organisation, User
from samenspraak.socialbase.services.suggestions import ask_participants

PASSWORD = "lindeveen-demo"  # noqa: S105 (printed at every start; this organisation holds nothing real)
JOIN_CODE = "VEEN2345"
CARD_CODE = "KAART234"


@dataclass(frozen=True)
class Demo:
    """What a newcomer needs to look around."""

    email: str
    password: str
    code: str
    card_code: str

    def describe(self, address: str) -> str:
        """Return the lines that the program prints when it is ready."""
        cards, poverty = (story(name)["finished"]["title"] for name in ("cards", "lindeveen"))
        return "\n".join(
            [
                "",
                "  Samenspraak, with the invented municipality of Lindeveen",
                "",
                f"  Open       {address}",
                f"  Sign in    {self.email}   password  {self.password}",
                "",
                f"  Look at    {cards}",
                "             (finished: cards in three spheres, and what was agreed about them)",
                f"             {poverty}",
                "             (finished: two rounds, and what changed between them)",
                f"             {address}/sociale-basis/   the map of who does what",
                f"  Take part  {address}/mee/{self.card_code}/   lay cards",
                f"             {address}/mee/{self.code}/   answer statements",
                "             (in a private window, as narrow as a phone)",
                "",
                "  Mails appear here on the screen. Stop with Ctrl+C.",
                "",
            ]
        )


def fill_demo(now: datetime | None = None) -> Demo:
    """Fill an empty database with Lindeveen; one that has it already is left as it is."""
    demo = Demo(
        email=story("lindeveen")["facilitators"][0]["email"],
        password=PASSWORD,
        code=JOIN_CODE,
        card_code=CARD_CODE,
    )
    if not Organisation.objects.filter(is_demo=True).exists():
        fill(now=now or timezone.now())
    return demo


@transaction.atomic
def fill(*, now: datetime) -> None:
    """Play the stories: people, two conversations with what came of them, and two open ones.

    Rounds open and close at five, as rounds of people do, whenever the demo begins.
    """
    poverty, cards = story("lindeveen"), story("cards")
    organisation = Organisation.objects.create(name=poverty["organisation"], is_demo=True)
    anna, bram = facilitators(organisation, poverty["facilitators"])
    five = timezone.localtime(now).replace(hour=17, minute=0, second=0, microsecond=0)
    cast = Cast(organisation=organisation, anna=anna, bram=bram, now=five)
    lend_figures()
    add_of_our_own(organisation, poverty, actor=bram, now=five)
    draw_map(organisation, keeper=anna, today=timezone.localdate(now))
    finished_conversation(cast, poverty)
    laid_cards(cast, cards)
    opened = open_conversation(cast, poverty)
    ask_participants(opened.conversation, on=True, by=anna, now=five)
    for round, code in ((opened, JOIN_CODE), (cards_to_lay(cast, cards), CARD_CODE)):
        Round.objects.filter(pk=round.pk).update(code=code)


def facilitators(organisation: Organisation, told: Iterable[Mapping[str, str]]) -> list[User]:
    """Make the facilitators, who all sign in with the same password: it is made unreadable once."""
    unreadable = make_password(PASSWORD)
    people = []
    for one in told:
        user = User.objects.create(email=one["email"], password=unreadable, name=one["name"])
        Membership.objects.create(user=user, organisation=organisation, role=one["role"])
        people.append(user)
    return people
