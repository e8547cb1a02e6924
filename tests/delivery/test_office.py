"""ODT and DOCX open well, are accessible, and carry the house style."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import docx as word
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from samenspraak.core.document import Figure
from samenspraak.delivery import office
from tests.delivery.documents import document

ODF = "urn:oasis:names:tc:opendocument:xmlns:"


@pytest.fixture(scope="module")
def odt() -> ZipFile:
    return ZipFile(BytesIO(office.odt(document())))


@pytest.fixture(scope="module")
def docx() -> bytes:
    return office.docx(document())


def read(archive: ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(name))


def test_odt_begins_with_its_type_uncompressed(odt: ZipFile) -> None:
    first = odt.infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert odt.read("mimetype") == b"application/vnd.oasis.opendocument.text"


def test_odt_says_its_title_author_language_and_date(odt: ZipFile) -> None:
    values = {element.tag.rpartition("}")[2]: element.text for element in read(odt, "meta.xml").iter()}
    keywords = [element.text for element in read(odt, "meta.xml").iter() if element.tag.endswith("}keyword")]

    assert values["title"] == "Samen tegen armoede"
    assert values["creator"] == "Gemeente Zonneveld"
    assert values["language"] == "nl-NL"
    assert values["creation-date"] == "2026-11-21T00:00:00Z"
    assert keywords == ["armoede", "gezondheid"]


def test_odt_has_real_headings_header_rows_and_alternative_texts(odt: ZipFile) -> None:
    content = read(odt, "content.xml")

    headings = [
        (element.get(f"{{{ODF}text:1.0}}outline-level"), "".join(element.itertext()))
        for element in content.iter(f"{{{ODF}text:1.0}}h")
    ]
    assert headings[:2] == [("1", "Hoofdstuk 1"), ("2", "Wat mensen zeggen")]
    assert len(list(content.iter(f"{{{ODF}table:1.0}}table-header-rows"))) == 3
    assert [element.text for element in content.iter(f"{{{ODF}svg-compatible:1.0}}desc")] == ["Thema"] * 3
    assert len(list(content.iter(f"{{{ODF}drawing:1.0}}frame"))) == 3


def test_odt_carries_the_house_style(odt: ZipFile) -> None:
    styles = odt.read("styles.xml").decode()

    assert "#0f4a54" in styles.lower()
    assert "Noto Sans" in styles
    assert 'fo:page-height="29.7cm"' in styles


def test_docx_says_its_title_author_language_and_date(docx: bytes) -> None:
    properties = word.Document(BytesIO(docx)).core_properties

    assert properties.title == "Samen tegen armoede"
    assert properties.author == "Gemeente Zonneveld"
    assert properties.language == "nl-NL"
    assert properties.keywords == "armoede, gezondheid"
    assert properties.created is not None
    assert properties.created.date().isoformat() == "2026-11-21"


def test_docx_has_real_headings_header_rows_and_alternative_texts(docx: bytes) -> None:
    made = word.Document(BytesIO(docx))

    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in made.paragraphs
        if paragraph.style is not None and str(paragraph.style.name).startswith("Heading")
    ]
    described = [element.get("descr") for element in made.element.iter() if element.tag.endswith("}docPr")]
    header_rows = [row for table in made.tables for row in table._tbl.iter(qn("w:tblHeader"))]
    assert headings[:2] == [("Heading 1", "Hoofdstuk 1"), ("Heading 2", "Wat mensen zeggen")]
    assert described == ["Thema"] * 3
    assert len(header_rows) == len(made.tables) == 3


def test_docx_keeps_every_picture_once(docx: bytes) -> None:
    with ZipFile(BytesIO(docx)) as archive:
        assert b"base64" not in archive.read("word/document.xml")
        assert [name for name in archive.namelist() if name.endswith(".png")]


def test_docx_carries_the_house_style_and_its_page_number(docx: bytes) -> None:
    made = word.Document(BytesIO(docx))

    assert str(made.styles["Heading 1"].font.color.rgb) == "0F4A54"
    assert made.sections[0].page_height == pytest.approx(Cm(29.7), rel=0.001)
    assert "PAGE" in made.sections[0].footer._element.xml


def test_the_body_reads_in_order(docx: bytes) -> None:
    texts = [paragraph.text for paragraph in word.Document(BytesIO(docx)).paragraphs]

    assert texts[:7] == [
        "Samen tegen armoede",
        "Verslag van ronde 1",
        "Gemeente Zonneveld",
        "21 november 2026",
        "Jullie zijn ver met signaleren.",
        "Hoofdstuk 1",
        "Een inleiding op dit hoofdstuk.",
    ]


def test_a_tall_picture_still_fits_on_a_page() -> None:
    tall = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 344 900"><rect width="344" height="900"/></svg>'
    )
    made = word.Document(BytesIO(office.docx(replace(document(), blocks=(Figure(tall, "Lang", "Lang"),)))))

    assert made.inline_shapes[0].height.cm == pytest.approx(19, abs=0.1)
    assert made.inline_shapes[0].width.cm == pytest.approx(19 * 344 / 900, abs=0.1)


def test_an_english_document_says_so() -> None:
    made = word.Document(BytesIO(office.docx(document(language="en", chapters=0))))

    assert made.core_properties.language == "en-GB"


def test_a_summary_is_set_small_and_leaves_its_drawings_to_the_pdf() -> None:
    report = word.Document(BytesIO(office.docx(document())))
    summary = word.Document(BytesIO(office.docx(document(), layout="summary")))
    odt = ZipFile(BytesIO(office.odt(document(), layout="summary")))

    assert (len(report.inline_shapes), len(summary.inline_shapes)) == (3, 0)
    assert not [name for name in odt.namelist() if name.startswith("Pictures/")]
    assert [made.sections[0].left_margin or 0 for made in (report, summary)] == pytest.approx(
        [Cm(2.5), Cm(1.6)], rel=0.01
    )
    assert [one.text for one in summary.paragraphs if one.style and one.style.name == "Heading 1"] == [
        f"Hoofdstuk {chapter}" for chapter in (1, 2, 3)
    ]
