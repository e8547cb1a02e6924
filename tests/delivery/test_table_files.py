"""A table comes in as CSV or XLSX, whatever its name says; what cannot be read is told with its row."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from samenspraak.core.answer_table import BrokenTable
from samenspraak.delivery.table_files import Limits, rows_of
from samenspraak.delivery.tables import Sheet, csv, workbook

LIMITS = Limits(size=2_000_000, unpacked=5_000_000, rows=1000)


def read(content: bytes, limits: Limits = LIMITS) -> list[list[str]]:
    return list(rows_of(BytesIO(content), size=len(content), limits=limits))


def fault(content: bytes, limits: Limits = LIMITS) -> tuple[str, int, str]:
    with pytest.raises(BrokenTable) as broken:
        read(content, limits)
    return broken.value.fault.kind, broken.value.fault.row, broken.value.fault.value


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_csv_is_read_as_programs_write_it(separator: str, mark: bytes, ending: str) -> None:
    lines = [
        f"groep{separator}A1",
        f'"Cliënten, en{ending}buren; samen"{separator}3',
        f'"zei ""ja"""{separator}',
    ]

    rows = read(mark + ending.join(lines).encode())

    assert rows == [["groep", "A1"], [f"Cliënten, en{ending}buren; samen", "3"], ['zei "ja"', ""]]


def test_what_excel_says_of_its_separator_is_no_column() -> None:
    assert read(b"sep=;\r\nA1;B1\r\n1;2\r\n") == [[], ["A1", "B1"], ["1", "2"]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("A1\n1\nCliënt\n".encode("windows-1252"), ("encoding", 3, "Windows-1252")),
        (b"A1\n\x81\x8d\n", ("encoding", 2, "")),
        ("A1\n1\n".encode("utf-16"), ("encoding", 1, "UTF-16")),
        (b"%PDF-1.7", ("not-a-table", 0, "")),
        (b"\xd0\xcf\x11\xe0old", ("not-a-table", 0, "")),
        (b"A1\n1\x00\n", ("not-a-table", 0, "")),
        (b'A1\n"never closed\n1\n', ("broken", 2, "")),
        (b"A1\n" + b"x" * 40_000 + b"\n", ("cell-too-long", 2, "")),
        (b"A1\n" + b"x" * 1_200_000, ("cell-too-long", 2, "")),
        (b"A1;" * 1000 + b"B1\n1\n", ("broken", 1, "")),
        (b"A1\n" + b"1\n" * 1000, ("too-many-rows", 0, "1000")),
        (b"PK\x03\x04 no archive", ("broken", 0, "")),
    ],
)
def test_what_cannot_be_read_is_told(content: bytes, expected: tuple[str, int, str]) -> None:
    assert fault(content) == expected


def test_a_file_that_is_too_large_is_not_read() -> None:
    class Untouchable(BytesIO):
        def read(self, *_: object) -> bytes:
            raise AssertionError("read")

    with pytest.raises(BrokenTable) as broken:
        list(rows_of(Untouchable(), size=500_000_001, limits=Limits(500_000_000, 1, 1)))

    assert broken.value.fault.kind == "too-large"
    assert broken.value.fault.value == "500"


def test_xlsx_is_read_by_its_first_visible_sheet() -> None:
    sheet = Sheet("Antwoorden", ("groep", "A1", "tekst"), (("Beleid", 3, None), (None, 2.5, "a\nb & <c>")))
    made = workbook([sheet], code_book=sheet, title="x", author="x", now=datetime(2026, 1, 1, tzinfo=UTC))

    assert read(made) == [["groep", "A1", "tekst"], ["Beleid", "3", ""], ["", "2.5", "a\nb & <c>"]]
    assert read(csv(sheet, language="nl")) == [
        ["groep", "A1", "tekst"],
        ["Beleid", "3", ""],
        ["", "2,5", "a\nb & <c>"],
    ]


SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def book(rows: str, *, strings: str = "", declared: str = "", packing: int = ZIP_DEFLATED) -> bytes:
    """An XLSX as another program may write it, with a hidden sheet in front."""
    made = BytesIO()
    with ZipFile(made, "w", packing) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {SPREADSHEET} {RELATIONS}><sheets><sheet name="x" state="hidden" r:id="r1"/>'
            '<sheet name="y" r:id="r2"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Target="no.xml"/>'
            '<Relationship Id="r2" Target="/xl/worksheets/two.xml"/></Relationships>',
        )
        archive.writestr("xl/sharedStrings.xml", f"<sst {SPREADSHEET}>{strings}</sst>")
        archive.writestr(
            "xl/worksheets/two.xml",
            f"{declared}<x:worksheet {SPREADSHEET.replace('xmlns', 'xmlns:x')}>"
            f"<x:sheetData>{rows}</x:sheetData></x:worksheet>",
        )
    return made.getvalue()


def test_xlsx_of_other_programs_is_read() -> None:
    strings = "<si><r><t>gr</t></r><r><t>oep</t></r><rPh><t>no</t></rPh></si>"
    rows = (
        '<x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c><x:c r="D2" t="inlineStr"><x:is><x:t>A1</x:t></x:is></x:c></x:row>'
        '<x:row r="4"><x:c r="D4"><x:f>1+2</x:f><x:v>3</x:v></x:c></x:row>'
    )

    assert read(book(rows, strings=strings)) == [
        [],
        ["", "groep", "", "A1"],
        ["", "", "", ""],
        ["", "", "", "3"],
    ]


def test_true_is_not_the_first_step() -> None:
    row = '<x:row r="1"><x:c r="A1" t="b"><x:v>1</x:v></x:c><x:c r="B1" t="e"><x:v>#N/A</x:v></x:c></x:row>'

    assert read(book(row)) == [["TRUE", "#N/A"]]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (book('<x:row r="9999999"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'), "too-many-rows"),
        (book('<x:row r="1"><x:c r="ZZZ1"><x:v>1</x:v></x:c></x:row>'), "broken"),
        (book('<x:row r="1"><x:c r="A1" t="s"><x:v>7</x:v></x:c></x:row>'), "broken"),
        (book('<x:row r="een"/>'), "broken"),
        (book("<x:row>"), "broken"),
        (book("", declared='<!DOCTYPE x [<!ENTITY a "aaaa">]>'), "broken"),
        (book("<x:row/>" + " " * 6_000_000), "too-large"),
        (book('<x:row><x:c t="str"><x:v>' + "a" * 32_768 + "</x:v></x:c></x:row>"), "cell-too-long"),
    ],
)
def test_a_workbook_made_to_hurt_is_refused(content: bytes, kind: str) -> None:
    assert fault(content)[0] == kind


@pytest.mark.parametrize("packing", [ZIP_BZIP2, ZIP_LZMA])
def test_a_workbook_that_was_damaged_is_refused_however_it_is_packed(packing: int) -> None:
    whole = book("<x:row/>", packing=packing)

    for place in range(60, 120):
        damaged = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        with suppress(BrokenTable):
            read(damaged)
