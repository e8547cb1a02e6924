"""P10: every person's text is shown as text, in every format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import docx as word
import pypdf
import pytest
from django.utils.safestring import mark_safe

from samenspraak.core.document import Block, Document, Figure, Layout, Paragraph
from samenspraak.core.text import MARKS_PER_CHARACTER, clean
from samenspraak.delivery import glyphs, html, office, pdf
from tests.delivery.documents import filled_with
from tests.delivery.hostile import TEXTS

HARMLESS = "gewone tekst"
NOW = datetime(2026, 11, 21, tzinfo=UTC)
hostile = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())


def squeezed(text: str) -> str:
    """Return the text without what a reader does not see and a line break may change."""
    return re.sub(r"[\s\u00ad\-]+", "", text)


# ---- Cleaning


@hostile
def test_cleaned_text_fits_in_every_format(text: str) -> None:
    kept = clean(text)

    assert kept.encode("utf-8").decode() == kept
    ElementTree.fromstring(f"<a>{html.lines(kept).replace('<br>', '')}</a>")


@hostile
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_ordinary_words_pass_unchanged() -> None:
    words = "Café 't Hoekje, € 5,- per keer; Łukasz, Şükran, 漢字 en 👨‍👩‍👧.\nTweede regel\tmet tab"

    assert clean(words) == words


def test_towers_of_marks_come_down() -> None:
    assert len(clean("e" + "\u0301" * 10_000)) <= MARKS_PER_CHARACTER + 1


# ---- HTML


class Structure(HTMLParser):
    """The elements of a page with the names of their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "br":
            self.elements.append((tag, tuple(sorted(name for name, _ in attrs))))

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", ()))

    def handle_data(self, data: str) -> None:
        self.text += data


def structure(page: str) -> Structure:
    parser = Structure()
    parser.feed(page)
    parser.close()
    return parser


def without_drawing(read: Structure) -> Counter[str]:
    """Count the elements; a drawing breaks long names over more lines of text."""
    return Counter(tag for tag, _ in read.elements if tag != "text")


def assert_html_is_text(text: str) -> None:
    page, plain = structure(html.render(filled_with(text))), structure(html.render(filled_with(HARMLESS)))

    assert without_drawing(page) == without_drawing(plain)
    assert squeezed(page.text).count(squeezed(f"citaat {clean(text)}")) == 1


@hostile
def test_html_holds_no_element_of_a_person(text: str) -> None:
    assert_html_is_text(text)


@hostile
def test_html_has_no_script_no_event_and_no_other_address(text: str) -> None:
    read = structure(html.render(filled_with(text)))

    attributes = {name for _, names in read.elements for name in names}
    assert "script" not in {tag for tag, _ in read.elements}
    assert not {name for name in attributes if name.startswith("on")} | (
        attributes & {"src", "style", "srcdoc"}
    )


def test_html_without_escaping_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "lines", mark_safe)

    with pytest.raises(AssertionError):
        assert_html_is_text("<script>alert(1)</script>")


# ---- PDF


def pdf_text(made: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(made)).pages))


def printable(text: str) -> str:
    """Return what a PDF can show of a text: unknown characters marked."""
    return glyphs.only_known(squeezed(clean(text)))


@hostile
@pytest.mark.parametrize("layout", ["report", "summary"])
def test_pdf_shows_the_text_as_it_was_typed(text: str, layout: Layout) -> None:
    made = pdf.render(filled_with(text), layout=layout)

    if layout == "report":
        assert pdf_text(made).count(printable(f"citaat {text}")) >= 1
    assert not names_in(made) & {
        "/JavaScript",
        "/JS",
        "/Launch",
        "/EmbeddedFile",
        "/URI",
        "/AA",
        "/RichMedia",
    }


def names_in(made: bytes) -> set[str]:
    """Return the keys and names of everything in a PDF."""
    reader = pypdf.PdfReader(BytesIO(made))
    found: set[str] = set()
    for number in range(1, int(str(reader.trailer["/Size"]))):
        gather(reader.get_object(number), found)
    assert "/StructTreeRoot" in found, "the walk through the file misses its objects"
    return found


def gather(value: Any, found: set[str]) -> None:
    if isinstance(value, pypdf.generic.DictionaryObject):
        for key, one in value.items():
            found.add(str(key))
            gather(one, found)
    elif isinstance(value, pypdf.generic.NameObject):
        found.add(str(value))
    elif isinstance(value, list):
        for one in value:
            gather(one, found)


def test_pdf_runs_no_code_of_typst() -> None:
    made = pdf.render(filled_with('#{ 40 + 2 } #eval("40 + 2")'))

    assert "42" not in pdf_text(made)


def test_pdf_keeps_other_scripts_beside_a_pictogram() -> None:
    made = pdf.render(filled_with("Привіт 👍"))

    assert "Привіт" in pdf_text(made)


def test_pdf_without_cleaning_would_break(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "cleaned", lambda document: document)

    with pytest.raises(Exception, match=r"surrogates|displayed|control"):
        pdf.render(filled_with("a\ud800b\x00c"))


# ---- ODT and DOCX: every hostile text in one document, since pandoc takes its time


VISIBLE = [text for text in TEXTS.values() if text.strip()]


TINY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3"/></svg>'


def quickly_drawn(block: Block) -> Block:
    return replace(block, svg=TINY) if isinstance(block, Figure) else block


def holding(texts: list[str]) -> Document:
    blocks = tuple(quickly_drawn(block) for text in texts for block in filled_with(text).blocks)
    return replace(filled_with(HARMLESS), blocks=blocks)


OFFICE: dict[str, tuple[Callable[[Document], bytes], str]] = {
    "odt": (office.odt, "content.xml"),
    "docx": (office.docx, "word/document.xml"),
}


@pytest.fixture(scope="module", params=OFFICE)
def written(request: pytest.FixtureRequest) -> tuple[bytes, bytes, str]:
    make, name = OFFICE[request.param]
    return make(holding(VISIBLE)), make(holding([HARMLESS] * len(VISIBLE))), name


def elements(archive: bytes, name: str) -> Counter[str]:
    tags = Counter(
        element.tag.rpartition("}")[2] for element in ElementTree.fromstring(content(archive, name)).iter()
    )
    for changing in ("br", "line-break", "s", "tab", "soft-page-break", "t", "r", "rPr", "rFonts"):
        del tags[changing]
    return tags


def content(archive: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(archive)) as opened:
        return opened.read(name)


def test_office_files_hold_no_element_of_a_person(written: tuple[bytes, bytes, str]) -> None:
    hostile_file, plain_file, name = written

    assert elements(hostile_file, name) == elements(plain_file, name)


def test_office_files_hold_no_link_macro_or_field(written: tuple[bytes, bytes, str]) -> None:
    hostile_file, plain_file, _ = written

    assert listed(hostile_file) == listed(plain_file)
    for name in listed(hostile_file):
        assert b'TargetMode="External"' not in content(hostile_file, name)
        assert b"<script:event" not in content(hostile_file, name)


def listed(archive: bytes) -> list[str]:
    """Return the files inside, without the pictures, of which equal ones are kept once."""
    with ZipFile(BytesIO(archive)) as opened:
        return sorted(name for name in opened.namelist() if not name.endswith(".png"))


@pytest.mark.parametrize("text", VISIBLE)
def test_office_files_show_the_text_as_it_was_typed(written: tuple[bytes, bytes, str], text: str) -> None:
    hostile_file, _, name = written

    shown = squeezed("".join(ElementTree.fromstring(content(hostile_file, name)).itertext()))
    assert squeezed(f"citaat {clean(text)}") in shown


def test_word_reads_the_paragraphs_back() -> None:
    made = word.Document(BytesIO(office.docx(filled_with(TEXTS["markdown"]))))

    assert f"tekst {TEXTS['markdown']}" in [paragraph.text for paragraph in made.paragraphs]
    assert made.tables[0].cell(1, 1).text == TEXTS["markdown"]


@hostile
def test_office_properties_hold_the_text(text: str) -> None:
    document = replace(filled_with(text), blocks=(Paragraph("tekst"),))

    made = office.docx(document)

    assert word.Document(BytesIO(made)).core_properties.title.split() == clean(f"titel {text}").split()
