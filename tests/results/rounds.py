"""A round with answers for the tests of this room, and what its doors give away."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

from django.test import Client

from samenspraak.conversations.models import Conversation, Participant, Remark, Response, Round
from samenspraak.conversations.queries.tokens import Token, code_hash, signed
from samenspraak.core.picture import Picture
from samenspraak.core.sheet import patch
from samenspraak.results.models import Release
from samenspraak.results.queries.releases import latest_release
from samenspraak.results.services import Refusal, release
from tests.conftest import World
from tests.conversations.phones import Phone

GROUPS = ("beleid", "uitvoering", "bewoners")
SHEET_ROW = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}row"
SHEET_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"


def url(world: World, rest: str = "") -> str:
    return f"/gesprekken/{world.conversation.pk}/1/beeld/{rest}"


def add(world: World, group: str, number: int, **cells: str) -> list[Response]:
    """Let *number* people of *group* send the same answers."""
    given: dict[str, Any] = dict(cells) or {"A1": "2", "B1": "3", "A_belang": "3", "B_belang": "2"}
    return world.answers(number, group, **given)


def fill(world: World, *, each: int = 6) -> None:
    """Let every group send sheets that differ a little between groups."""
    add(world, "beleid", each, A1="4", A2="4", B1="3", B2="1", A_belang="3", B_belang="2")
    add(world, "uitvoering", each, A1="2", A2="2", B1="3", B2="2", A_belang="3", B_belang="2")
    add(world, "bewoners", each, A1="2", B1="3", B2="2", A_belang="2", B_belang="1")


def close(world: World) -> None:
    """Close the round; the fifteen minutes of grace are over too."""
    world.round.status = Round.Status.CLOSED
    world.round.closes_at = world.now - timedelta(hours=1)
    world.round.save(update_fields=["status", "closes_at"])


def reveal(world: World) -> None:
    world.round.revealed = True
    world.round.save(update_fields=["revealed"])


def promise(world: World, **changed: Any) -> None:
    """Change what was frozen when the round opened."""
    world.round.plan = {**(world.round.plan or {}), **changed}
    world.round.save(update_fields=["plan"])


def by_name(world: World) -> None:
    """Make this a conversation in which everybody sees names."""
    Conversation.objects.update(mode="named", k=1)
    promise(world, mode="named", k=1)


def rename(world: World, display: str, name: str) -> None:
    """Give a display group another name in what was frozen."""
    promise(world, displays={**(world.round.plan or {})["displays"], display: name})


def made(world: World) -> Release:
    """Make a release that must be allowed."""
    found = release(world.round, now=world.now)
    assert isinstance(found, Release), found
    return found


def refused(world: World) -> Refusal:
    """Ask for a release that must be refused."""
    found = release(world.round, now=world.now)
    assert isinstance(found, Refusal), found
    return found


def change(responses: Iterable[Response], world: World, **cells: str) -> None:
    """Let people change their answers after sending."""
    for response in responses:
        response.refresh_from_db()
        response.sheet = patch(
            response.sheet, world.questions, {k.replace("_", "-"): v for k, v in cells.items()}
        )
        response.save(update_fields=["sheet"])


def remark(world: World, response: Response, text: str, *, item: str = "A-opmerking") -> Remark:
    return Remark.objects.create(round=response.round, response=response, item=item, text=text)


def picture(world: World) -> Picture:
    last = latest_release(world.round)
    assert last is not None
    return Picture.model_validate(last.picture)


def phone_of(world: World, response: Response, *, with_sheet: bool = True) -> Phone:
    """Return the phone of whoever filled in this sheet; without it, of who came back with only the code."""
    code = f"CODE{response.pk.hex[:8].upper()}"
    Participant.objects.filter(responses=response).update(code_hash=code_hash(code))
    phone = Phone(code=world.round.code)
    sheet = response.pk if with_sheet else None
    phone.client.cookies["blad"] = signed(Token(round=world.round.pk, code=code, response=sheet))
    return phone


def rows_of_csv(client: Client, world: World) -> list[dict[str, str]]:
    answer = client.get(url(world, "tabellen.csv"))
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def cells_of_xlsx(client: Client, world: World) -> list[list[list[str]]]:
    """Return the tabs of the workbook as rows of texts."""
    answer = client.get(url(world, "tabellen.xlsx"))
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        words = ["".join(one.itertext()) for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        names = sorted(name for name in book.namelist() if name.startswith("xl/worksheets/sheet"))
        return [tab(ElementTree.fromstring(book.read(name)), words) for name in names]


def tab(sheet: ElementTree.Element, words: list[str]) -> list[list[str]]:
    return [[cell_text(cell, words) for cell in row.iter(SHEET_CELL)] for row in sheet.iter(SHEET_ROW)]


def cell_text(cell: ElementTree.Element, words: list[str]) -> str:
    value = "".join(cell.itertext())
    return words[int(value)] if cell.get("t") == "s" else value


def people_in(released: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    """Return per question and group ("": everybody) how many people a release shows; hidden ones are absent."""
    shown: dict[tuple[str, str], int] = {}
    for theme in released["themes"]:
        importance = {
            "item": f"{theme['theme']}-belang",
            "total": theme["importance"],
            "groups": theme["importance_groups"],
        }
        for item in [*theme["items"], importance]:
            for key, figure in {"": item["total"], **item["groups"]}.items():
                if figure is not None:
                    shown[item["item"], key] = figure["n"]
    return shown


def smallest_gap(world: World) -> int:
    """Return the smallest number of people whose answers follow by subtracting one shown table from another.

    Totals and groups within a release, and the same table in any two releases; 0 when nothing differs.
    """
    gaps: set[int] = set()
    releases = [people_in(one.picture) for one in world.round.releases.order_by("number")]
    for number, shown in enumerate(releases):
        for item, key in shown:
            if key == "":
                groups = sum(n for (other, group), n in shown.items() if other == item and group)
                gaps.add(shown[item, ""] - groups)
            for later in releases[number + 1 :]:
                gaps.add(abs(later.get((item, key), 0) - shown[item, key]))
    return min((gap for gap in gaps if gap), default=0)
