"""P10 in tables, calendars, mail, codes, names and charts: every person's text is shown as text."""

from __future__ import annotations

import csv as comma_separated
import re
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import icalendar
import pytest

from samenspraak.core import charts
from samenspraak.core.text import clean, one_line
from samenspraak.delivery import calendar, mail, names, pictures, qr, tables
from samenspraak.delivery.tables import Sheet
from tests.delivery.documents import STEPS, frame
from tests.delivery.hostile import TEXTS

NOW = datetime(2026, 11, 21, tzinfo=UTC)
hostile = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())


def content(archive: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(archive)) as opened:
        return opened.read(name)


# ---- CSV and XLSX


def sheet(text: str) -> Sheet:
    return Sheet(text, (text, "n"), ((text, 12), (f"x{text}", 3.5), (text, None)))


def assert_csv_is_text(text: str) -> None:
    made = tables.csv(sheet(text), language="nl").decode("utf-8-sig")
    read = list(comma_separated.reader(StringIO(made, newline=""), delimiter=";"))

    assert [len(row) for row in read] == [2, 2, 2, 2]
    assert not [cell for row in read for cell in row if cell.lstrip()[:1] in tuple("=+-@|＝＋－＠")]
    assert not [cell for row in read for cell in row if cell[:1] in ("\t", "\r")]
    assert read[1][0].removeprefix("'") == clean(text).removeprefix("'")


@hostile
def test_csv_holds_no_formula(text: str) -> None:
    assert_csv_is_text(text)


def test_csv_without_its_guard_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "harmless", str)

    with pytest.raises(AssertionError):
        assert_csv_is_text("=1+1")


SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@hostile
def test_workbook_holds_strings_only(text: str) -> None:
    made = tables.workbook([sheet(text)], code_book=sheet(text), title=text, author=text, now=NOW)

    page = ElementTree.fromstring(content(made, "xl/worksheets/sheet1.xml"))
    cells = page.findall(f".//{SPREADSHEET}c")
    assert not list(page.iter(f"{SPREADSHEET}f")) + list(page.iter(f"{SPREADSHEET}hyperlink"))
    assert {cell.get("r") for cell in cells if cell.get("t") != "s"} == {"B2", "B3"} | blank(cells)


def blank(cells: list[ElementTree.Element]) -> set[str | None]:
    return {cell.get("r") for cell in cells if cell.get("t") != "s" and cell.find(f"{SPREADSHEET}v") is None}


@hostile
def test_workbook_reads_back_as_typed(text: str) -> None:
    made = tables.workbook([sheet(text)], code_book=sheet("codeboek"), title="t", author="a", now=NOW)

    strings = ElementTree.fromstring(content(made, "xl/sharedStrings.xml"))
    read = {unescaped("".join(item.itertext())) for item in strings}
    assert clean(f"x{text}") in read


def unescaped(text: str) -> str:
    """Undo the escapes of XLSX (_xHHHH_), as Excel does."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


# ---- Calendar, mail, QR, names


@hostile
def test_calendar_entry_stays_one_entry(text: str) -> None:
    entry = calendar.Entry(f"u{text}", f"s{text}", f"d{text}", date(2027, 3, 1), f"https://a.example/{text}")

    read = icalendar.Calendar.from_ical(calendar.calendar([entry], name=text, now=NOW))

    (event,) = read.subcomponents
    assert sorted(event.keys()) == sorted(
        ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "TRANSP"]
    )
    assert event.subcomponents == []
    assert str(event["SUMMARY"]) == one_line(f"s{text}")
    assert str(event["DESCRIPTION"]).split() == clean(f"d{text}").split()


@hostile
def test_mail_gets_no_header_from_a_text(text: str) -> None:
    sent = mail.message(subject=text, body=f"Dag.\n{text}", to="anna@zonneveld.example").message()

    assert set(sent.keys()) == {
        "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID",
        "Auto-Submitted",
    }  # fmt: skip
    assert sent.get_content_type() == "text/plain"
    payload = sent.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert clean(text).split() == payload.decode().split()[1:]


@hostile
def test_code_has_its_title_as_text(text: str) -> None:
    drawn = ElementTree.fromstring(qr.svg("https://a.example/mee/ABCD2345/", title=text, key="qr"))

    assert drawn[0].text == (one_line(text) or None)
    assert [element.tag.rpartition("}")[2] for element in drawn] == ["title", "rect", "path"]


@hostile
def test_file_names_are_plain(text: str) -> None:
    assert re.fullmatch(
        r"2026-11-21[a-z0-9-]{0,61}\.pdf", names.file_name(text, "pdf", day=date(2026, 11, 21))
    )


# ---- Charts

DRAWN = {"svg", "title", "desc", "defs", "pattern", "rect", "path", "circle", "g", "text"}


def drawings(text: str) -> list[charts.Chart]:
    told = frame(title=text, description=text)
    return [
        charts.theme_wheel(
            [charts.Spoke(letter, text, 2.5, 12, second=3.0, note=text) for letter in "ABC"],
            steps=STEPS,
            frame=told,
            second=text,
        ),
        charts.stacked_bars(
            [charts.Bar(text, 12, (0.5, 0.5, 0, 0, 0), 0.1), charts.Bar(text, None, None, note=text)],
            steps=[text] * 5,
            frame=told,
        ),
        charts.dot_range([charts.DotRow(text, (charts.Dot(text, 2.5, 12),))], steps=[text] * 5, frame=told),
        charts.importance_position(
            [charts.Place("A", text, 2.5, 3.5, 12)],
            axes=charts.Axes(text, 5, text, 5, (text, text, text, text)),
            frame=told,
        ),
        charts.slope(
            [charts.Slope("A", text, 2.5, 3.0, 12, 12)], rounds=(text, text), steps=STEPS, frame=told
        ),
        charts.slope(
            [charts.Slope(text, text, 2.5, 3.0)], rounds=("1", "2"), steps=STEPS, frame=told.narrow()
        ),
    ]


@hostile
def test_charts_hold_text_and_nothing_else(text: str) -> None:
    for chart in drawings(text):
        drawn = ElementTree.fromstring(chart.svg)

        assert {element.tag.rpartition("}")[2] for element in drawn.iter()} <= DRAWN
        assert not [
            name
            for element in drawn.iter()
            for name in element.attrib
            if name in {"style", "href"} or name[:2] == "on"
        ]
        assert (drawn[0].text or "").strip() == one_line(text)


def test_hostile_charts_still_become_pictures() -> None:
    made = pictures.pngs([chart.svg for text in TEXTS.values() for chart in drawings(text)[:1]])

    assert len(made) == len(TEXTS)
    assert all(one.startswith(b"\x89PNG") for one in made)


def test_chart_without_escaping_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts.drawing, "escape", str)

    with pytest.raises((AssertionError, ElementTree.ParseError)):
        test_charts_hold_text_and_nothing_else("<script>alert(1)</script>")
