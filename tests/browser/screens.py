"""Every screen of the demo municipality, found through the program's own routes, so that none is forgotten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any
from urllib.parse import urlsplit

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from samenspraak.conversations.models import AnswerBatch, Participant, Response, Round
from samenspraak.conversations.queries.plans import plan_for
from samenspraak.conversations.queries.tokens import Token, code_hash, signed
from samenspraak.conversations.services.instruments import sync_instruments
from samenspraak.conversations.services.rounds import start_next_round
from samenspraak.demo import CARD_CODE, JOIN_CODE, fill_demo
from samenspraak.demo.stories import story
from samenspraak.organisations.models import Membership, User
from samenspraak.organisations.services import token_hash
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.links import owner_token
from samenspraak.socialbase.models import Actor, ConfirmLink, Import, Suggested, Suggestion, Tie
from samenspraak.socialbase.services.links import make_link
from tests.conftest import signed_in
from tests.doors import Route, routes
from tests.test_doors import DOORS

FILES = {
    "conversations:qr",
    "conversations:entering_template",
    "results:tables",
    "outcomes:calendar",
    "outcomes:action_table",
    "outcomes:report_file",
    "socialbase:export",
    "socialbase:import_template",
    "socialbase:network_data",
    "socialbase:network_row",
}
FILES |= {"security_txt", "outcomes:owner_calendar"}
FOR_PROGRAMS = "api:"
ONLY_POST = 405
OWN_ACCOUNT = (
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
)
NOWHERE = ("/bestaat-niet/", "/u/onbekend/", "/actie/onbekend/", "/mee/ABCD2345/", "/kaart/onbekend/")
# Pages of a neighbourhood, not of a municipality; and those of a round.
ELSEWHERE = {"figures:priority", "figures:choosing", "figures:recognise"}
WITH_CARDS = {"results:spheres", "outcomes:delimitation", "outcomes:delimitation_section"}
NEIGHBOURHOOD = ("/cijfers/BU03080000/", "/cijfers/BU03080000/aandachtsbuurt/")
MARKED = "/cijfers/BU03080101/aandachtsbuurt/"
LARGER = ("/cijfers/PV26/", "/cijfers/PV26/laag-inkomen/", "/cijfers/NL00/laag-inkomen/", "/cijfers/GM0363/")
# In the demo figures stand beside this theme.
THEME_WITH_FIGURES = "B"
STEPS = ("instrument", "waarvoor", "groepen", "bescherming", "planning")
VIEWS = {
    "results:picture": ("?thema=C", "?thema=E&groep=bewoners", "?groep=beleid-armoede"),
    "results:agenda": ("?indelen=1", "?afdrukken=1"),
    "figures:priorities": ("?weeg=1&laag-inkomen=2&werk=1",),
    "figures:choosing": ("?gebied=BU03080000",),
    "outcomes:actions": ("?weergave=trekker", "?weergave=datum"),
    "outcomes:action_new": ("?thema=C",),
    "socialbase:list": ("?zoek=buurt&vers=fading", "?zoek=niets"),
    "socialbase:network": ("?onderwerp=geld", "?zoek=niets"),
    "socialbase:map": ("?soort=association",),
    "socialbase:register": ("?instrument=armoede-en-gezondheid",),
    "outcomes:report": ("?kind=report&themes=A&themes=C&remarks=on&notes=on&language=nl",),
}


# The demo as this process played it, and who signs in there.
PLAYED: list[tuple[sqlite3.Connection, str]] = []


@dataclass(frozen=True)
class Demo:
    """Lindeveen, with the people who look around in it."""

    anna: User
    finished: Round
    open: Round
    cards: Round
    laying: Round


def demo() -> Demo:
    """Fill the database with the demo municipality: it is played once, and after that copied."""
    anna = User.objects.get(email=copied_demo())
    open, laying = (Round.objects.get(code=code) for code in (JOIN_CODE, CARD_CODE))
    return Demo(anna, last_round("lindeveen"), open, last_round("cards"), laying)


def copied_demo() -> str:
    """Fill the database from the copy that this process made, which it does now if there is none; return who signs in."""
    connection.ensure_connection()
    database: sqlite3.Connection = connection.connection
    if PLAYED:
        kept, email = PLAYED[0]
        kept.backup(database)
        return email
    sync_instruments()
    email = fill_demo().email
    kept = sqlite3.connect(":memory:")
    database.backup(kept)
    PLAYED.append((kept, email))
    return email


def last_round(name: str) -> Round:
    """Return the last round of the finished conversation of one story."""
    rounds = Round.objects.filter(conversation__title=story(name)["finished"]["title"])
    return rounds.latest("number")


def every_route() -> list[Route]:
    """Return every route that gives a screen: no file, not for programs, and not only for a form."""
    shown = [
        route
        for route in routes()
        if not route.name.startswith(FOR_PROGRAMS) and route.name not in WITH_CARDS
    ]
    return [route for route in shown if route.name not in FILES and DOORS[route.name].get[3] != ONLY_POST]


def addresses(wanted: Iterable[Route], values: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """Return the addresses of routes with every combination of values, and their other views."""
    for route in wanted:
        for chosen in product(*(values[name] for name in route.arguments)):
            address = reverse(route.name, kwargs=dict(zip(route.arguments, chosen, strict=True)))
            yield from (address + view for view in ("", *VIEWS.get(route.name, ())))


def round_screens(round: Round) -> list[str]:
    """Return the addresses of every facilitator's page of one round."""
    invitation = round.invitations.create(email="jan@voorbeeld.example", sent_on=timezone.localdate())
    actions = Action.objects.filter(conversation=round.conversation).order_by("pk")
    batch = AnswerBatch.objects.create(round=round, digest="d" * 64, day=timezone.localdate())
    sheet = round.responses.filter(status=Response.Status.SENT).order_by("pk")[:1]
    Response.objects.filter(pk__in=[one.pk for one in sheet]).update(batch=batch)
    values: dict[str, Sequence[Any]] = {
        "conversation_id": [round.conversation_id],
        "number": [round.number],
        "step": STEPS,
        "invitation_id": [invitation.pk],
        "batch_id": [batch.pk],
        "group": [plan_for(round).groups[0].key],
        "key": ["lokaal-de-soepmiddag"],
        "theme_id": ["C"],
        "action_id": [action.pk for action in actions[:1]],
    }
    found = list(
        addresses((route for route in every_route() if "conversation_id" in route.arguments), values)
    )
    others = actions.filter(
        status__in=[Action.Status.CHANGE_ASKED, Action.Status.HANDED_BACK, Action.Status.DONE]
    )
    beside = [*found, *screens_with_figures(round)]
    return [
        *beside,
        *(reverse("outcomes:action", args=[round.conversation_id, round.number, one.pk]) for one in others),
    ]


def screens_with_figures(round: Round) -> list[str]:
    """Return the addresses of the pages that show the figures beside a theme."""
    here = [round.conversation_id, round.number]
    names = ("figures:choosing", "figures:recognise", "outcomes:theme")
    beside = [reverse(name, args=[*here, THEME_WITH_FIGURES]) for name in names]
    return [*beside, f"{reverse('results:picture', args=here)}?thema={THEME_WITH_FIGURES}"]


def card_screens(round: Round) -> list[str]:
    """Return the addresses of the pages of a round with cards that differ from those of another."""
    here = [round.conversation_id, round.number]
    picture, agenda = reverse("results:picture", args=here), reverse("results:agenda", args=here)
    sections = ("erbij", "niet-erbij", "open", "verwachten", "niet-beloven")
    return [
        reverse("results:spheres", args=here),
        *(picture + view for view in ("", "?thema=P1", "?thema=V", "?thema=I1&groep=welzijnswerk")),
        *(agenda + view for view in ("", "?afdrukken=1")),
        reverse("outcomes:deepen", args=here),
        *(reverse("outcomes:theme", args=[*here, theme]) for theme in ("V", "P1")),
        reverse("outcomes:delimitation", args=here),
        *(reverse("outcomes:delimitation_section", args=[*here, section]) for section in sections),
        reverse("outcomes:report", args=here) + "?kind=report&language=nl",
        reverse("outcomes:repeat", args=here),
    ]


def laying_screens(round: Round) -> list[str]:
    """Return the addresses of the pages of a round in which cards are being laid, as far as these differ."""
    here = [round.conversation_id, round.number]
    group = plan_for(round).groups[-1].key
    names = ("prepare", "invite", "filling", "entering")
    return [
        *(reverse(f"conversations:{name}", args=here) for name in names),
        reverse("conversations:paper", args=[*here, group]),
        reverse("results:spheres", args=here),
    ]


def own_card_screens(round: Round) -> list[str]:
    """Return the addresses of the pages where a round in preparation gets cards of its own."""
    here = [round.conversation_id, round.number]
    own = round.conversation.local_cards.get()
    return [
        reverse("conversations:local_cards", args=here),
        reverse("conversations:local_card", args=[*here, own.key]),
    ]


def stops(round: Round) -> list[str]:
    """Return the addresses of the seven stops of one round."""
    names = ["conversations:prepare", "conversations:filling", "results:picture", "outcomes:deepen"]
    names += ["outcomes:actions", "outcomes:report", "outcomes:repeat"]
    return [reverse(name, args=[round.conversation_id, round.number]) for name in names]


def draft(round: Round, actor: User) -> Round:
    """Return a next round of the same conversation, in preparation."""
    now = timezone.now()
    return start_next_round(
        round.conversation, actor=actor, now=now, opens_at=now, closes_at=now + timedelta(days=20)
    )


def organisation_screens() -> list[str]:
    """Return the addresses of the pages of an organisation and of one's own account."""
    values: dict[str, Sequence[Any]] = {
        "membership_id": [Membership.objects.get(user__name__startswith="Bram").pk]
    }
    values |= {"area": ["GM0308"], "indicator": ["laag-inkomen"], **on_the_map()}
    mine = ("organisations:", "figures:", "socialbase:", "conversations:list", "conversations:new")
    own_pages = [one for one in every_route() if not {"code", "token"}.intersection(one.arguments)]
    wanted = [one for one in own_pages if one.name.startswith(mine) and one.name not in ELSEWHERE]
    own = addresses(wanted, values)
    return [*own, *NEIGHBOURHOOD, MARKED, *LARGER, *(reverse(name) for name in OWN_ACCOUNT)]


def on_the_map() -> dict[str, Sequence[Any]]:
    """Return something of everything on the map of the social base: an entry with ties, a list, a suggestion."""
    actor = Actor.objects.get(name="Stichting Buurtkracht")
    round = Round.objects.get(code=JOIN_CODE)
    kind = Suggestion.Kind.MISSING
    suggestion = Suggestion.objects.create(round=round, kind=kind, text="De wandelclub van de kerk", batch=1)
    Suggested.objects.create(round=round, mark="s" * 64, batch=1)
    done = Import.objects.create(organisation=actor.organisation, day=timezone.localdate(), added=3)
    tie = Tie.objects.filter(source=actor, confirmed_by_target=None)[0]
    return {
        "actor_id": [actor.pk],
        "tie_id": [tie.pk],
        "import_id": [done.pk],
        "suggestion_id": [suggestion.pk],
    }


def link_screens() -> list[str]:
    """Return the addresses of an organisation's own pages: to confirm, to change, to leave, and used, old and gone."""
    now = timezone.now()
    actor = Actor.objects.get(name="Stichting Buurtkracht")
    fresh, used, old = (reverse("socialbase:confirm", args=[make_link(actor, now=now)]) for _ in range(3))
    links = {one.token_hash: one for one in ConfirmLink.objects.filter(actor=actor)}
    for url, told in ((used, {"used_on": now.date()}), (old, {"made_on": now.date() - timedelta(days=90)})):
        ConfirmLink.objects.filter(pk=links[token_hash(url.split("/")[2])].pk).update(**told)
    return [fresh, f"{fresh}?stap=wijzigen", f"{fresh}?stap=weg", used, old, "/kaart/onbekend/"]


def public_screens() -> list[str]:
    """Return the addresses that are open to everybody, among them links that lead nowhere."""
    actions = Action.objects.order_by("pk")
    return [
        *(
            reverse(name)
            for name in ("home", "privacy", "accessibility", "about", "api_docs", "account_login")
        ),
        *(
            reverse(name)
            for name in ("account_reset_password", "conversations:join_code", "conversations:come_back")
        ),
        *NOWHERE,
        *(reverse("outcomes:owner", args=[owner_token(action)]) for action in actions),
        *link_screens(),
    ]


def participant_screens(code: str) -> list[str]:
    """Return the addresses of a participant's pages in one round."""
    values: dict[str, Sequence[Any]] = {"code": [code], "page": [1, 6]}
    names = ("conversations:", "results:", "outcomes:", "socialbase:")
    own = (route for route in every_route() if route.name.startswith(names) and "code" in route.arguments)
    return [*addresses(own, values), f"/mee/{code}/?stap=wie&opnieuw=1"]


def as_member(context: BrowserContext, user: User, home: str) -> Page:
    """Return a page of somebody who is signed in."""
    session = signed_in(user).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
    return context.new_page()


def as_participant(context: BrowserContext, response: Response, home: str) -> Page:
    """Return a page of whoever filled in this sheet."""
    code = f"CODE{response.pk.hex[:8].upper()}"
    Participant.objects.filter(responses=response).update(code_hash=code_hash(code))
    token = signed(Token(round=response.round_id, code=code, response=response.pk))
    place = f"{home}/mee/{response.round.code}/"
    context.add_cookies(
        [{"name": "blad", "value": token, "domain": urlsplit(home).hostname, "path": urlsplit(place).path}]
    )
    return context.new_page()


def shows_screen(page: Page, address: str) -> bool:
    """Open an address; say whether it is a screen of its own, or leads elsewhere."""
    answer = page.goto(address)
    assert answer
    assert answer.status in ({404} if address in NOWHERE else {200, 410}), f"{address}: {answer.status}"
    return urlsplit(page.url).path == urlsplit(address).path
