"""The PDF is one file that a screen reader can read and an archive can keep."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from time import perf_counter
from typing import Any

import pypdf
import pytest
from django.utils.translation import get_language

from samenspraak.core.document import Figure, Heading, Paragraph, Table
from samenspraak.delivery import pdf
from tests.delivery.documents import document, wheel


@pytest.fixture(scope="module")
def report() -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf.render(document())))


def catalogue(reader: pypdf.PdfReader) -> Any:
    return reader.trailer["/Root"]


def tagged(reader: pypdf.PdfReader) -> list[Any]:
    """Return the elements of the structure tree in reading order."""
    made: list[Any] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if not isinstance(node, dict):
            return
        if "/S" in node:
            made.append(node)
        children = node.get("/K", [])
        children = children.get_object() if hasattr(children, "get_object") else children
        for child in children if isinstance(children, list) else [children]:
            if not isinstance(child, int):
                walk(child)

    walk(catalogue(reader)["/StructTreeRoot"])
    return made


def resources(page: Any) -> Any:
    return page["/Resources"].get_object()


def text_of(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(made)).pages)


def test_it_declares_both_standards(report: pypdf.PdfReader) -> None:
    xmp = catalogue(report)["/Metadata"].get_object().get_data().decode()

    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def test_it_says_its_title_author_language_and_date(report: pypdf.PdfReader) -> None:
    assert report.metadata is not None
    assert report.metadata.title == "Samen tegen armoede"
    assert report.metadata.author == "Gemeente Zonneveld"
    assert report.metadata.get("/Keywords") == "armoede, gezondheid"
    assert str(report.metadata.get("/CreationDate")).startswith("D:20261121")
    assert catalogue(report)["/Lang"] == "nl"
    assert catalogue(report)["/ViewerPreferences"]["/DisplayDocTitle"]


def test_it_is_tagged_from_title_to_table_header(report: pypdf.PdfReader) -> None:
    tags = Counter(str(element["/S"]) for element in tagged(report))

    assert catalogue(report)["/MarkInfo"]["/Marked"]
    assert tags["/Title"] == 1
    assert tags["/H1"] == 3 + 1
    assert (
        tags["/H2"]
        == tags["/Figure"]
        == tags["/Table"]
        == tags["/THead"]
        == tags["/BlockQuote"]
        == tags["/L"]
        == 3
    )
    assert tags["/TH"] == 3 * 3
    assert tags["/LI"] >= 3 * 2


def test_every_figure_has_an_alternative_text(report: pypdf.PdfReader) -> None:
    assert [element.get("/Alt") for element in tagged(report) if element["/S"] == "/Figure"] == ["Thema"] * 3


def test_every_font_is_in_the_file(report: pypdf.PdfReader) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in report.pages
        for font in resources(page).get("/Font", {}).values()
    }

    assert fonts
    assert all("NotoSans" in name for name in fonts)


def test_the_first_page_is_the_cover_with_the_contents(report: pypdf.PdfReader) -> None:
    first = report.pages[0].extract_text()

    assert "Samen tegen armoede" in first
    assert "21 november 2026" in first
    assert "Jullie zijn ver met signaleren." in first
    assert "Inhoud" in first
    assert "Hoofdstuk 3" in first
    assert "Een inleiding op dit hoofdstuk." not in first


def test_every_page_says_its_number(report: pypdf.PdfReader) -> None:
    count = len(report.pages)

    for number, page in enumerate(report.pages, start=1):
        assert f"Bladzijde {number} van {count}" in page.extract_text()


@pytest.mark.parametrize("chapters", [0, 1, 4, 40])
def test_a_summary_is_one_page_however_much_there_is(chapters: int) -> None:
    made = pypdf.PdfReader(BytesIO(pdf.render(document(chapters=chapters), layout="summary")))

    assert len(made.pages) == 1
    assert "Samen tegen armoede" in made.pages[0].extract_text()


def test_a_summary_that_leaves_something_out_says_so() -> None:
    assert "Meer staat in het volledige verslag." in text_of(
        pdf.render(document(chapters=40), layout="summary")
    )
    assert "Meer staat in het volledige verslag." not in text_of(
        pdf.render(document(chapters=1), layout="summary")
    )


def test_a_summary_loses_the_picture_first_then_the_last_rows_and_keeps_no_loose_heading() -> None:
    rows = tuple((f"Actie {number}", "Trekker") for number in range(1, 90))
    blocks = (
        Heading(1, "Wie doet wat?"),
        Table("Acties", ("Actie", "Trekker"), rows),
        Heading(1, "Slot"),
        wheel(),
    )

    page = text_of(pdf.render(replace(document(chapters=0), blocks=blocks), layout="summary"))

    assert "Actie 1 " in page
    assert "Actie 30" in page
    assert "Actie 89" not in page
    assert "Slot" not in page
    assert "Meer staat in het volledige verslag." in page


def test_a_summary_is_accessible_too() -> None:
    made = pypdf.PdfReader(BytesIO(pdf.render(document(chapters=1), layout="summary")))

    assert {"/Title", "/H1", "/Figure", "/TH"} <= {str(element["/S"]) for element in tagged(made)}
    assert catalogue(made)["/Lang"] == "nl"


def test_a_document_with_almost_nothing_in_it_is_still_accessible() -> None:
    bare = replace(document(chapters=0), title="", subtitle="", author="", summary="", keywords=())

    made = pypdf.PdfReader(BytesIO(pdf.render(bare)))

    assert made.metadata is not None
    assert made.metadata.title == "Zonder titel"


def test_headings_that_skip_a_level_and_figures_without_words_are_put_right() -> None:
    figure = next(block for block in document().blocks if isinstance(block, Figure))
    blocks = (
        Heading(4, "Diep"),
        replace(figure, title="", description=""),
        Table("", ("a",), ()),
        Paragraph(""),
    )

    made = pypdf.PdfReader(BytesIO(pdf.render(replace(document(), blocks=blocks))))

    assert [element.get("/Alt") for element in tagged(made) if element["/S"] == "/Figure"] == ["Figuur"]


def test_a_tall_picture_stands_on_the_page_of_its_heading() -> None:
    tall = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 600"><rect width="300" height="600"/></svg>'
    )
    blocks = (Heading(1, "Waar liggen de kaarten?"), Figure(tall, "De sferen", "De sferen", note="n = 13"))

    made = pypdf.PdfReader(BytesIO(pdf.render(replace(document(), blocks=blocks))))

    page = made.pages[1].extract_text()
    assert all(words in page for words in ("Waar liggen de kaarten?", "De sferen", "13"))


@pytest.mark.parametrize("words", ["beleid → financiën", "✓ find out", "ﬁ ≥ fl"])
def test_a_picture_with_signs_beside_joined_letters_is_still_made(words: str) -> None:
    made = pdf.render(replace(document(), blocks=(wheel(words), Figure(written(words), words, words))))

    assert len(pypdf.PdfReader(BytesIO(made)).pages) > 1


def written(words: str) -> str:
    text = f'<text x="5" y="20" font-family="Noto Sans" font-size="13">{words}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 40">{text}</svg>'


def test_the_same_document_is_the_same_file() -> None:
    assert pdf.render(document()) == pdf.render(document())


def test_an_english_document_writes_its_date_the_european_way() -> None:
    assert "1 March 2026" in text_of(pdf.render(replace(document(language="en"), date=date(2026, 3, 1))))


def test_it_leaves_the_language_of_the_page_as_it_was() -> None:
    before = get_language()

    pdf.render(document(language="en"))

    assert get_language() == before


def test_a_full_report_takes_less_than_three_seconds() -> None:
    started = perf_counter()

    pdf.render(document(chapters=30))

    assert perf_counter() - started < 3
