"""Tables, calendars, codes, mails and file names arrive as other programs expect them."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import icalendar
import pytest
from django.conf import settings
from django.core import mail as outbox

from samenspraak.delivery import calendar, mail, names, pictures, qr, tables
from samenspraak.delivery.tables import Sheet
from tests.delivery.documents import wheel

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
SHEET = Sheet("Stand", ("Thema", "Gemiddelde", "n"), (("A Visie", 3.4, 43), ("B; Zicht", None, -5)))
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.mark.parametrize(
    ("language", "line"),
    [("nl", 'A Visie;3,4;43\r\n"B; Zicht";;-5\r\n'), ("en", "A Visie,3.4,43\r\nB; Zicht,,-5\r\n")],
)
def test_csv_opens_as_a_table_where_it_is_read(language: str, line: str) -> None:
    made = tables.csv(SHEET, language=language)

    assert made.startswith(b"\xef\xbb\xbfThema")
    assert made.decode("utf-8-sig").split("\r\n", 1)[1] == line


def test_csv_keeps_a_text_with_quotes_and_lines_in_one_cell() -> None:
    text = 'ze zei: "ja;\nnee"'

    made = tables.csv(Sheet("x", ("t",), ((text,),)), language="nl").decode("utf-8-sig")

    assert list(csv.reader(StringIO(made, newline=""), delimiter=";")) == [["t"], [text]]


def workbook(*sheets: Sheet) -> ZipFile:
    made = tables.workbook(
        sheets, code_book=Sheet("Codeboek", ("kolom",), ()), title="Titel", author="Anna", now=NOW
    )
    return ZipFile(BytesIO(made))


def tab_names(archive: ZipFile) -> list[str | None]:
    return [
        page.get("name")
        for page in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
    ]


def test_workbook_has_a_tab_per_table_and_the_code_book_last() -> None:
    assert tab_names(workbook(SHEET, Sheet("Groepen", ("g",), ()))) == ["Stand", "Groepen", "Codeboek"]


def test_tabs_get_names_that_excel_accepts() -> None:
    wild = ["A/B: [stand]?", "a b stand", "", "x" * 60, "X" * 60, "History", "'quoted'"]

    found = tab_names(workbook(*(Sheet(name, ("k",), ()) for name in wild)))

    assert found[:2] == ["A B stand", "a b stand 2"]
    assert found[2] == "Tabel"
    assert found[5] == "History 2"
    assert len({str(name).lower() for name in found}) == len(found)
    assert all(len(str(name)) <= 31 and not set(str(name)) & set("[]:*?/\\") for name in found)


def test_workbook_keeps_numbers_as_numbers_and_its_header_in_sight() -> None:
    page = ElementTree.fromstring(workbook(SHEET).read("xl/worksheets/sheet1.xml"))

    values = {
        cell.get("r"): cell.findtext(f"{MAIN}v") for cell in page.iter(f"{MAIN}c") if cell.get("t") != "s"
    }
    pane = next(page.iter(f"{MAIN}pane"))
    assert values == {"B2": "3.4", "C2": "43", "C3": "-5"}
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")


def test_workbook_says_whose_it_is_and_when() -> None:
    core = workbook(SHEET).read("docProps/core.xml").decode()

    assert "<dc:title>Titel</dc:title>" in core
    assert "<dc:creator>Anna</dc:creator>" in core
    assert "2026-11-21T10:30:00Z" in core


def test_a_cell_that_is_too_long_is_cut_and_no_number_is_not_a_number() -> None:
    archive = workbook(Sheet("x", ("a", "b"), (("y" * 40_000, float("nan")),)))

    assert "y…</t>" in archive.read("xl/sharedStrings.xml").decode()
    assert b"nan" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_calendar_has_a_whole_free_day_per_entry() -> None:
    entry = calendar.Entry(
        "actie-1@a.example", "Loket openen", "Eerste stap\nBellen", date(2027, 3, 1), "https://a.example/x"
    )

    made = calendar.calendar([entry, entry], name="Acties", now=NOW)

    read = icalendar.Calendar.from_ical(made)
    event = read.subcomponents[0]
    assert len(read.subcomponents) == 2
    assert made.count(b"\r\n") == made.count(b"\n")
    assert (event["UID"], event["SUMMARY"]) == ("actie-1@a.example", "Loket openen")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2027, 3, 1), date(2027, 3, 2))
    assert event.decoded("DTSTAMP") == NOW
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_code_as_svg_draws_the_same_squares_as_segno() -> None:
    import segno

    address = "https://samenspraak.example/mee/ABCD2345/"
    drawn = ElementTree.fromstring(qr.svg(address, title="Doe mee", key="qr"))
    dark = {
        (int(x) + step, int(y))
        for run in (drawn[2].get("d") or "").strip("Mz").split("zM")
        for (x, y), width in [((run.split("h")[0]).split(" "), int(run.split("h")[1].split("v")[0]))]
        for step in range(width)
    }

    rows = list(segno.make(address, error="m", micro=False).matrix_iter(border=4))
    assert dark == {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    assert drawn.get("role") == "img"
    assert drawn[0].text == "Doe mee"


def test_a_code_as_png_is_a_picture() -> None:
    assert qr.png("https://samenspraak.example/mee/ABCD2345/").startswith(b"\x89PNG")


def test_charts_become_pictures_in_order_and_in_size() -> None:
    made = pictures.pngs([wheel().svg, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20"/>'])

    assert [int.from_bytes(one[16:20], "big") for one in made] == [1440, 20]
    assert pictures.pngs([]) == []


def test_a_drawing_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="viewBox"):
        pictures.size("<svg/>")


def test_a_mail_goes_out_from_the_sender_in_the_settings() -> None:
    sent = mail.send(
        [
            mail.message(
                subject="Doe mee", body="Dag Anna", to="anna@zonneveld.example", reply_to="b@z.example"
            )
        ]
    )

    (one,) = outbox.outbox
    assert sent == 1
    assert (one.subject, one.body, one.to, one.reply_to) == (
        "Doe mee",
        "Dag Anna",
        ["anna@zonneveld.example"],
        ["b@z.example"],
    )
    assert one.from_email == settings.DEFAULT_FROM_EMAIL
    assert one.extra_headers == {"Auto-Submitted": "auto-generated"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Samen tegen armoede!", "2026-11-21-samen-tegen-armoede.pdf"),
        ("Café 't Hoekje / Zuid-Oost", "2026-11-21-cafe-t-hoekje-zuid-oost.pdf"),
        ("../../etc/passwd", "2026-11-21-etc-passwd.pdf"),
        ("漢字", "2026-11-21.pdf"),
    ],
)
def test_a_file_name_holds_for_every_system(title: str, name: str) -> None:
    assert names.file_name(title, "pdf", day=date(2026, 11, 21)) == name


def test_a_file_name_without_a_day_starts_with_ours() -> None:
    assert names.file_name("con", "csv") == "samenspraak-con.csv"
    assert len(names.file_name("x" * 500, "csv")) <= 80
