"""P4 and P8 through every door: what may not be shown makes no difference anywhere, to anybody.

Every page and file is read twice; in between, answers and remarks that may not be shown become others. One
character that differs is a leak: in a page's source, a table, a count, a title, an order, a refusal.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from samenspraak.conversations.models import Remark, Response
from samenspraak.results.queries.remarks import Bundle
from samenspraak.results.views import remarks
from tests.conftest import World
from tests.conversations.phones import Phone
from tests.results.rounds import add, change, close, fill, made, phone_of, remark, reveal

pytestmark = pytest.mark.once

OWN_TO_A_VISIT = re.compile(
    r'(?:csrfmiddlewaretoken|blad|key)" value="[^"]*"'
    r"|DTSTAMP:\S+|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
)
WHOLE = "kind=report&themes=A&themes=B&remarks=on&notes=on"
PAGES = [
    *(
        "invullen/",
        "invullen/scherm/",
        "invullen/sluiten/",
        "invullen/tonen/",
        "uitnodigen/",
        "voorbereiden/",
    ),
    *("beeld/", "beeld/?thema=A", "beeld/?thema=B", "beeld/?groep=beleid", "beeld/?groep=bewoners"),
    *("beeld/?thema=A&groep=uitvoering", "beeld/opmerkingen/", "beeld/agenda/", "beeld/agenda/?afdrukken=1"),
    "beeld/meningsgroepen/",
    *(
        "verdiepen/",
        "verdiepen/A/",
        "verdiepen/B/",
        "afspreken/",
        "verslag/",
        f"verslag/?{WHOLE}",
        "herhalen/",
    ),
]
FILES = [
    *("beeld/tabellen.csv", "beeld/tabellen.xlsx", "afspreken/agenda.ics", "afspreken/acties.csv"),
    *(f"verslag/bestand.{extension}?{WHOLE}" for extension in ("html", "odt", "docx")),
]
API = ["", "picture", "tables", "opinions", "actions"]
LISTS = ["/gesprekken/", "/organisatie/logboek/"]
OWN_PAGES = ["", "beeld/", "klaar/", "gedaan/", "kaart/", "controleren/"]


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read everything at the same moment: midnight makes a difference too."""
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)


def words_of(content: bytes) -> str:
    """Return a page or file as text; of a zipped one every part but those with the time in it."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = [name for name in sorted(file.namelist()) if name.endswith(".xml") and "docProps" not in name]
        return "\n".join(file.read(name).decode() for name in parts if name != "meta.xml")


def seen(client: Client, addresses: list[str]) -> dict[str, tuple[int, str]]:
    """Return everything this person gets, without what is new at every visit."""
    answers = {address: client.get(address) for address in addresses}
    return {
        address: (answer.status_code, OWN_TO_A_VISIT.sub("", words_of(answer.content)))
        for address, answer in answers.items()
    }


def everything_seen(world: World, anna: Client, phone: Phone) -> dict[str, tuple[int, str]]:
    """Return every page and file that Anna and somebody who sent a sheet can get."""
    conversation = f"/gesprekken/{world.conversation.pk}/"
    annas = [f"{conversation}1/{one}" for one in [*PAGES, *FILES]]
    api = f"/api/v1/conversations/{world.conversation.pk}"
    annas += [api, *(f"{api}/rounds/1/{one}".rstrip("/") for one in API)]
    return {
        **seen(anna, [*LISTS, conversation, *annas]),
        **seen(phone.client, [phone.url(one) for one in OWN_PAGES]),
        **{
            f"nobody: {door}": page
            for door, page in seen(Client(), [phone.url(one) for one in OWN_PAGES]).items()
        },
    }


def differences(world: World, anna: Client, phone: Phone, turn: Callable[[], None]) -> list[str]:
    """Return the doors where it shows that *turn* was done."""
    before = everything_seen(world, anna, phone)
    turn()
    after = everything_seen(world, anna, phone)
    return [address for address in before if before[address] != after[address]]


def somebody(world: World) -> Phone:
    """Return the phone of one person whose own answers do not change."""
    sheet = world.answer("bewoners", A1="3", B1="3")
    return phone_of(world, sheet)


def other_words() -> None:
    for one in Remark.objects.filter(text="Zo zie ik het."):
        one.text = "Ik zie het heel anders, en dat is een lang verhaal."
        one.save(update_fields=["text"])


def test_before_the_reveal_no_answer_makes_a_difference(world: World, anna: Client) -> None:
    phone = somebody(world)
    fill(world)
    people = list(world.round.responses.exclude(group__key="bewoners", sheet__startswith="3"))
    for one in people:
        remark(world, one, "Zo zie ik het.")

    def turn() -> None:
        change(people, world, A1="5", A2="5", B1="1", A_belang="1")
        other_words()

    assert differences(world, anna, phone, turn) == []


def test_with_too_few_people_no_answer_makes_a_difference(world: World, anna: Client) -> None:
    phone = somebody(world)
    people = add(world, "beleid", 3, A1="1")
    for one in people:
        remark(world, one, "Zo zie ik het.")
    close(world)
    anna.post(f"/gesprekken/{world.conversation.pk}/1/beeld/", follow=True)

    def turn() -> None:
        change(people, world, A1="5")
        other_words()

    assert differences(world, anna, phone, turn) == []


def late_few(world: World) -> tuple[list[Response], list[Response]]:
    """Show a picture; then let four people come, and four others change their minds."""
    fill(world)
    reveal(world)
    made(world)
    late = add(world, "beleid", 4, A1="1", A2="1", B1="1")
    for one in late:
        remark(world, one, "Zo zie ik het.")
    changed = list(world.round.responses.filter(group__key="uitvoering")[:4])
    change(changed, world, A1="1")
    return late, changed


def test_after_a_picture_the_answers_of_a_few_make_no_difference(world: World, anna: Client) -> None:
    phone = somebody(world)
    late, changed = late_few(world)
    anna.post(f"/gesprekken/{world.conversation.pk}/1/beeld/", follow=True)

    def turn() -> None:
        change([*late, *changed], world, A1="5")
        other_words()

    assert differences(world, anna, phone, turn) == []


def test_a_sheet_that_was_begun_makes_no_difference(world: World, anna: Client) -> None:
    phone = somebody(world)
    begun = [world.answer("beleid", status=Response.Status.BEGUN, A1="1") for _ in range(9)]
    for one in begun:
        remark(world, one, "Zo zie ik het.")
    fill(world)
    close(world)
    made(world)

    def turn() -> None:
        change(begun, world, A1="5", A2="5")
        other_words()

    assert differences(world, anna, phone, turn) == []


def test_planted_fault_remarks_read_before_there_are_enough_make_a_difference(
    world: World, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = somebody(world)
    late_few(world)
    every = lambda _release: (Bundle(theme="A", remarks=tuple(Remark.objects.order_by("pk"))),)  # noqa: E731
    monkeypatch.setattr(remarks, "bundles", every)

    assert differences(world, anna, phone, other_words) == [
        f"/gesprekken/{world.conversation.pk}/1/beeld/opmerkingen/"
    ]


def test_planted_fault_a_picture_of_the_answers_of_today_makes_a_difference(
    world: World, anna: Client
) -> None:
    phone = somebody(world)
    late, changed = late_few(world)

    def turn() -> None:
        """Let enough people change their minds, and make the next picture."""
        change([*late, *changed, *add(world, "uitvoering", 6, A1="5")], world, A1="5")
        made(world)

    changed_doors = differences(world, anna, phone, turn)

    assert len(changed_doors) > 12
    assert any("tabellen.xlsx" in door for door in changed_doors)
    assert any("bestand.odt" in door for door in changed_doors)
    assert phone.url("beeld/") in changed_doors
