"""Answers from paper or another questionnaire: a file with a preview, one sheet after another, and undo."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from random import Random
from string import ascii_letters, digits
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from samenspraak.conversations.forms.entering import unpacked
from samenspraak.conversations.forms.paper import PaperForm
from samenspraak.conversations.models import AnswerBatch, Conversation, Remark, Response, Round
from samenspraak.conversations.queries.counts import counts_of
from samenspraak.core.sheet import cell
from samenspraak.delivery.table_files import Limits, rows_of
from samenspraak.delivery.tables import Sheet, workbook
from samenspraak.organisations.models import AuditEvent
from samenspraak.results.models import Release
from samenspraak.results.services import release
from tests.conftest import World
from tests.conversations.facilitators import text, url

HEADER = "groep;A1;A2;A-belang;A-opmerking;B1;B2\n"
GOOD = HEADER + "Beleid;3;Op weg;2;Meer tijd;?;stadhuis\nbewoners;1;;;;2;1\n;;;;;;\nuitvoering;;;;;;\n"


@pytest.fixture(autouse=True)
def diary(settings: Settings, tmp_path: Path) -> None:
    settings.ERASURES = tmp_path / "erasures.log"


def page_of(world: World, rest: str = "") -> str:
    return url(world.round, f"invullen/invoeren/{rest}")


def upload(
    client: Client, world: World, content: str | bytes, name: str = "x.csv", source: str = "paper"
) -> Any:
    raw = content.encode() if isinstance(content, str) else content
    return client.post(page_of(world), {"file": SimpleUploadedFile(name, raw), "source": source})


def confirm(client: Client, world: World, preview: Any) -> Any:
    token = re.findall(r'name="antwoorden" value="([^"]+)"', text(preview))
    return client.post(page_of(world, "bewaren/"), {"antwoorden": token[0]}, follow=True)


def entered(client: Client, world: World, content: str = GOOD) -> AnswerBatch:
    confirm(client, world, upload(client, world, content))
    return AnswerBatch.objects.get(round=world.round)


def test_a_file_is_shown_before_anything_is_kept(world: World, anna: Client) -> None:
    preview = text(upload(anna, world, GOOD))

    assert "We lazen 2 antwoordbladen. Er is nog niets ingevoerd." in preview
    assert "1 rij heeft geen enkel antwoord" in preview
    assert "Weet ik niet" in preview
    assert "Meer tijd" in preview
    assert not Response.objects.exists()
    assert not AnswerBatch.objects.exists()


def test_a_confirmed_file_counts_as_sent_sheets(world: World, anna: Client) -> None:
    said = text(confirm(anna, world, upload(anna, world, GOOD)))

    assert "2 antwoordbladen zijn ingevoerd." in said
    first = Response.objects.get(group__key="beleid")
    marks = [cell(first.sheet, world.questions, item) for item in world.questions.closed]
    assert marks == ["3", "3", "2", "?", "2", "-"]
    assert (first.source, first.status, first.participant, first.people) == ("paper", "sent", None, 1)
    assert [group.sent for group in counts_of(world.round).groups] == [1, 0, 1]
    assert [(one.item, one.text, one.status) for one in Remark.objects.all()] == [
        ("A-opmerking", "Meer tijd", "waiting")
    ]
    logged = AuditEvent.objects.get(verb="answers_entered")
    assert logged.detail == {"round": 1, "count": 2}


def test_neither_the_file_nor_its_name_is_kept(world: World, anna: Client) -> None:
    upload(anna, world, GOOD, name="Jan de Vries.csv")
    batch = entered(anna, world)

    kept = {field.name: str(getattr(batch, field.name)) for field in AnswerBatch._meta.concrete_fields}
    assert kept.keys() == {"id", "round", "digest", "day"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", kept["day"])


def test_p2_the_same_file_counts_once(world: World, anna: Client, bram: Client) -> None:
    preview = upload(anna, world, GOOD)
    confirm(anna, world, preview)
    again = text(confirm(anna, world, preview))
    by_another = text(confirm(bram, world, upload(bram, world, GOOD.replace(";", ","), source="import")))

    assert "Deze antwoorden stonden er al" in again
    assert "Deze antwoorden stonden er al" in by_another
    assert Response.objects.count() == 2


def test_a_file_that_is_not_recognised_would_be_seen(
    world: World, anna: Client, bram: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(token: str, **kept: Any) -> Any:
        entries, source, _digest = unpacked(token, **kept)
        return entries, source, uuid4().hex

    monkeypatch.setattr("samenspraak.conversations.views.entering.unpacked", forgetful)

    with pytest.raises(AssertionError):
        test_p2_the_same_file_counts_once(world, anna, bram)


def test_excel_is_taken_whatever_its_name(world: World, anna: Client) -> None:
    sheet = Sheet("Antwoorden", ("groep", "A1"), (("Bewoners", 4),))
    made = workbook([sheet], code_book=sheet, title="x", author="x", now=world.now)

    confirm(anna, world, upload(anna, world, made, name="antwoorden.csv"))

    assert Response.objects.get().group == world.group("bewoners")


def test_every_fault_is_told_and_nothing_is_kept(world: World, anna: Client) -> None:
    bad = "groep,A1,A2,zomaar\nRaad,1,,\nbewoners,1,2,\nbeleid,9,,\n,1,,\n"

    answer = upload(anna, world, bad)

    told = text(answer)
    assert answer.status_code == 422
    for words in (
        "Rij 1, kolom “zomaar”: Zo heet geen vraag van deze ronde.",
        "Rij 2, kolom “groep”: “Raad” is geen groep van dit gesprek. Kies uit: Beleid, Uitvoering, Bewoners.",
        "Rij 3, kolom “A2”: Deze vraag krijgt deze groep niet.",
        "Rij 4, kolom “A1”: “9” is geen antwoord op deze vraag. Kies uit: 1, 2, 3, 4, 5, ?.",
        "Rij 5, kolom “groep”: Hier mist de groep.",
    ):
        assert words in told
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Dit bestand is leeg."),
        (
            "groep;A1\nCliënt;1\n".encode("windows-1252"),
            "Rij 2: Deze rij is niet in UTF-8, maar waarschijnlijk in Windows-1252",
        ),
        (b"%PDF-1.4", "Dit is geen tabel."),
        (b"PK\x03\x04kapot", "kunnen we het bestand niet lezen"),
        (b"groep;A1\n" + b"beleid;1\n" * 2001, "Er passen hoogstens 2000 rijen in."),
        (b"groep;A1\n" + b"x" * 900_000, "een cel met te veel tekst"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(
    world: World, anna: Client, content: bytes, words: str
) -> None:
    answer = upload(anna, world, content)

    assert answer.status_code == 422
    assert words in text(answer)


def test_a_file_above_the_limit_is_not_read(world: World, anna: Client) -> None:
    assert upload(anna, world, b"x" * 1_100_000).status_code == 413


def test_more_text_than_a_page_can_carry_is_refused_at_once(world: World, anna: Client) -> None:
    random = Random(1)
    rows = [f"beleid;1;{''.join(random.choices(ascii_letters + digits, k=990))}" for _ in range(950)]

    answer = upload(anna, world, "groep;A1;A-opmerking\n" + "\n".join(rows))

    assert answer.status_code == 422
    assert "Er staat te veel tekst in dit bestand." in text(answer)


def test_what_was_shown_cannot_be_changed_or_carried_to_another_round(world: World, anna: Client) -> None:
    preview = upload(anna, world, GOOD)
    token = re.findall(r'name="antwoorden" value="([^"]+)"', text(preview))[0]
    other = Round.objects.create(
        conversation=Conversation.objects.create(
            organisation=world.organisation,
            instrument=world.conversation.instrument,
            title="Ander",
            created_at=world.now,
        ),
        number=1,
        status="open",
        code="ANDER234",
        opens_at=world.round.opens_at,
        closes_at=world.round.closes_at,
        plan=world.round.plan,
    )

    for place, value in ((world.round, token[:-2]), (world.round, ""), (other, token)):
        said = anna.post(url(place, "invullen/invoeren/bewaren/"), {"antwoorden": value}, follow=True)
        assert "Kies het bestand opnieuw" in text(said)
    assert not Response.objects.exists()


def test_before_a_picture_undo_leaves_nothing(world: World, anna: Client) -> None:
    batch = entered(anna, world)

    asked = text(anna.get(page_of(world, f"{batch.pk}/weghalen/")))
    done = text(anna.post(page_of(world, f"{batch.pk}/weghalen/"), follow=True))

    assert "Het gaat om 2 antwoordbladen" in asked
    assert "2 antwoordbladen zijn weggehaald." in done
    assert not Response.objects.exists()
    assert not Remark.objects.exists()
    assert AuditEvent.objects.filter(verb="answers_taken_back").count() == 1
    again = text(anna.post(page_of(world, f"{batch.pk}/weghalen/"), follow=True))
    assert "Deze antwoorden zijn al weggehaald." in again
    assert AuditEvent.objects.filter(verb="answers_taken_back").count() == 1


def test_what_was_taken_back_may_be_entered_again(world: World, anna: Client) -> None:
    batch = entered(anna, world)
    anna.post(page_of(world, f"{batch.pk}/weghalen/"))

    assert entered(anna, world).pk != batch.pk
    assert Response.objects.count() == 2


def test_p4_undo_after_a_picture_keeps_the_place_in_the_counts(world: World, anna: Client) -> None:
    for _ in range(6):
        world.answer("beleid", A1="2", B1="3")
    batch = entered(anna, world, HEADER + "beleid;4;4;;;4;\n" * 2 + "beleid;4;4;;;5;\n" * 4)
    Round.objects.filter(pk=world.round.pk).update(revealed=True)
    made = release(world.round, now=world.now)
    assert isinstance(made, Release)

    anna.post(page_of(world, f"{batch.pk}/weghalen/"))

    withdrawn = Response.objects.filter(status=Response.Status.WITHDRAWN)
    assert withdrawn.count() == 6
    assert all(not one.sheet.strip("-") and one.batch_id is None for one in withdrawn)
    assert counts_of(world.round).sent == 12
    last = release(world.round, now=world.now)
    assert isinstance(last, Release)
    assert last.picture["n"] == 6


def test_p7_what_was_taken_back_stands_in_the_diary(
    world: World, anna: Client, settings: Settings, django_capture_on_commit_callbacks: Any
) -> None:
    batch = entered(anna, world)
    ids = {str(pk) for pk in batch.responses.values_list("pk", flat=True)}

    with django_capture_on_commit_callbacks(execute=True):
        anna.post(page_of(world, f"{batch.pk}/weghalen/"))

    noted = Path(settings.ERASURES).read_text(encoding="ascii")
    assert all(f"response {one}" in noted for one in ids)


def test_p3_nobody_enters_or_takes_back_elsewhere(world: World, anna: Client, chris: Client) -> None:
    batch = entered(anna, world)

    for rest in ("", "leeg.csv", f"{batch.pk}/weghalen/"):
        assert chris.get(page_of(world, rest)).status_code == 404
    assert chris.post(page_of(world, f"{batch.pk}/weghalen/")).status_code == 404
    assert chris.get(url(world.round, "invullen/papier/beleid/")).status_code == 404
    assert Response.objects.count() == 2


def test_entering_begins_with_the_round_and_ends_with_the_next(world: World, anna: Client) -> None:
    Round.objects.filter(pk=world.round.pk).update(status="closed")
    assert "invoeren/" in text(anna.get(url(world.round, "invullen/")))
    assert anna.get(page_of(world)).status_code == 200
    preview = upload(anna, world, GOOD)

    Round.objects.create(
        conversation=world.conversation,
        number=2,
        code="NOGEEN23",
        opens_at=world.now,
        closes_at=world.round.closes_at,
    )

    assert anna.get(page_of(world)).status_code == 302
    assert "invoeren/" not in text(anna.get(url(world.round, "invullen/")))
    assert "Dat kan nu niet" in text(confirm(anna, world, preview))
    assert not Response.objects.exists()


def test_the_empty_file_fits_the_round(world: World, anna: Client) -> None:
    made = anna.get(page_of(world, "leeg.xlsx"))
    plain = anna.get(page_of(world, "leeg.csv")).content.decode("utf-8-sig")

    rows = list(rows_of(BytesIO(made.content), size=len(made.content), limits=Limits(10**6, 10**7, 100)))
    ids = [item.id for item in world.questions.items]
    assert rows == [["groep", *ids]]
    assert plain.strip().split(";") == ["groep", *ids]
    assert anna.get(page_of(world, "leeg.pdf")).status_code == 404


def test_by_name_every_row_has_a_name(world: World, anna: Client) -> None:
    Conversation.objects.filter(pk=world.conversation.pk).update(mode="named")

    refused = text(upload(anna, world, "groep;naam;A1\nbeleid;;1\n"))
    confirm(anna, world, upload(anna, world, "groep;naam;A1\nbeleid; Els  Bos ;1\n"))

    assert "Rij 2, kolom “naam”: Hier mist de naam." in refused
    assert Response.objects.get().name == "Els Bos"


def test_p10_what_stands_in_a_file_is_shown_as_text(world: World, anna: Client) -> None:
    hostile = "<script>alert(1)</script>"

    shown = text(upload(anna, world, f'groep;A1;A-opmerking\nbeleid;1;"{hostile}"\n'))
    refused = text(upload(anna, world, f"groep;A1;{hostile}\nbeleid;{hostile};\n"))

    assert hostile not in shown
    assert hostile not in refused
    assert "&lt;script&gt;" in shown
    assert "&lt;script&gt;" in refused


# ---- One sheet of paper after another


def type_sheet(client: Client, world: World, group: str = "beleid", **fields: str) -> Any:
    own = {"sheet_key", "people_number", "person_name"}
    typed = {key if key in own else key.replace("_", "-"): value for key, value in fields.items()}
    place = url(world.round, f"invullen/papier/{group}/")
    return client.post(place, {"sheet_key": str(uuid4()), "people_number": "1", **typed}, follow=True)


def test_a_typed_sheet_is_kept_and_the_next_one_is_empty(world: World, anna: Client) -> None:
    answer = type_sheet(anna, world, A1="3", A2="werkt", B1="?", A_opmerking="Goed zo.")

    one = Response.objects.get()
    assert one.source == Response.Source.PAPER
    assert cell(one.sheet, world.questions, world.questions.item("A2")) == "4"
    assert Remark.objects.get().text == "Goed zo."
    page = text(answer)
    assert "Het blad is ingevoerd. Hier is het volgende." in page
    assert "Goed zo." not in page
    assert f"{one.batch_id}/weghalen/" in page


def test_p2_a_sheet_that_is_sent_twice_counts_once(world: World, anna: Client) -> None:
    key = str(uuid4())
    for _ in range(2):
        type_sheet(anna, world, A1="3", A_opmerking="Goed zo.", sheet_key=key)

    assert Response.objects.count() == 1


def test_a_sheet_that_is_mended_in_an_old_window_is_not_called_entered(world: World, anna: Client) -> None:
    key = str(uuid4())
    type_sheet(anna, world, A1="3", sheet_key=key)
    again = type_sheet(anna, world, A1="4", A_opmerking="Blijft staan.", sheet_key=key)

    page = text(again)
    assert again.status_code == 409
    assert "Dit blad is al ingevoerd, met andere antwoorden." in page
    assert "Het blad is ingevoerd" not in page
    assert "Blijft staan." in page
    batch = AnswerBatch.objects.get()
    anna.post(page_of(world, f"{batch.pk}/weghalen/"))
    type_sheet(anna, world, A1="4", sheet_key=key)
    assert Response.objects.get().sheet.startswith("4")


def test_p10_a_typed_name_has_no_signs_that_cannot_be_seen(world: World, anna: Client) -> None:
    Conversation.objects.update(mode=Conversation.Mode.NAMED)

    type_sheet(anna, world, A1="3", person_name="Jan\x01 \u202ede\u200b\x0bVries\ufdd0")

    assert Response.objects.get().name == "Jan de Vries"


def test_a_question_may_have_any_id(world: World) -> None:
    form = PaperForm(round=world.round, group=None)
    ids = {item.id for item in world.questions.items}

    assert all("_" in name for name in form.fields if name not in ids)


def test_what_cannot_be_read_stays_to_be_mended(world: World, anna: Client) -> None:
    page = text(type_sheet(anna, world, A1="7", B1="2", A_opmerking="Blijft staan."))

    assert "“7” kan hier niet. Kies uit: 1, 2, 3, 4, 5, ?." in page
    assert 'value="2"' in page
    assert "Blijft staan." in page
    assert not Response.objects.exists()


def test_an_empty_sheet_is_refused(world: World, anna: Client) -> None:
    assert "Dit blad is nog leeg" in text(type_sheet(anna, world))


def test_a_table_sheet_of_paper_is_one_voice(world: World, anna: Client) -> None:
    type_sheet(anna, world, A1="3", people_number="6")

    one = Response.objects.get()
    assert (one.source, one.people) == ("table", 6)


def test_a_sheet_asks_what_its_group_is_asked(world: World, anna: Client) -> None:
    page = text(anna.get(url(world.round, "invullen/papier/bewoners/")))

    assert 'name="A1"' in page
    assert 'name="A2"' not in page
    assert anna.get(url(world.round, "invullen/papier/raad/")).status_code == 404


def test_a_mixed_table_gets_every_question_and_has_no_group(world: World, anna: Client) -> None:
    page = text(anna.get(url(world.round, "invullen/papier/-/")))
    refused = text(type_sheet(anna, world, "-", A2="3", people_number="1"))
    type_sheet(anna, world, "-", A2="3", people_number="5")

    one = Response.objects.get()
    assert 'name="A2"' in page
    assert "Een blad van papier: een gemengde tafel" in page
    assert "Er is nog iets niet goed ingevuld" in refused
    assert (one.group, one.source, one.people) == (None, "table", 5)


def test_what_was_entered_is_listed_with_its_groups(world: World, anna: Client) -> None:
    entered(anna, world)
    type_sheet(anna, world, "-", A2="3", people_number="5")

    page = text(anna.get(page_of(world)))

    assert "<td>Beleid, Bewoners</td>" in page
    assert "<td>gemengde tafel</td>" in page


def test_taking_back_many_sheets_takes_few_questions_to_the_database(world: World, anna: Client) -> None:
    batch = entered(
        anna, world, HEADER + "".join(f"beleid;4;4;;Tekst {number};4;\n" for number in range(300))
    )

    with CaptureQueriesContext(connection) as queries:
        anna.post(page_of(world, f"{batch.pk}/weghalen/"))

    assert len(queries) < 60
    assert not Response.objects.exists()
    assert not Remark.objects.exists()
