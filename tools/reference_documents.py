"""Make the documents from which pandoc takes our house style: of a report, and of a summary on one page."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import docx
import pypandoc
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from samenspraak.delivery.archives import rewritten

FOLDER = Path(__file__).resolve().parent.parent / "src" / "samenspraak" / "delivery" / "reference"
FONT = "Noto Sans"
INSTEAD = "Segoe UI"
INK, SUBTLE, TEAL, GRID, PALE, QUOTE = "14343A", "4A6166", "0F4A54", "DDD8CA", "F3EFE4", "86B3A8"
LARGEST_HYPHENATED = 12
LARGEST_TEXT = 12
SMALLEST = 8.0
Look = tuple[float, str, bool, bool, float, float]


@dataclass(frozen=True)
class Size:
    """How large a document is set: letters, headings and space as a share of a report's, and its margins (cm)."""

    letter: float
    heading: float
    space: float
    line: float
    side: float
    top: float

    def of(self, look: Look) -> Look:
        """Return a style at this size."""
        points, colour, bold, italic, above, below = look
        share = self.heading if points > LARGEST_TEXT else self.letter
        return max(SMALLEST, points * share), colour, bold, italic, above * self.space, below * self.space


SIZES = {
    "report": Size(letter=1, heading=1, space=1, line=1.25, side=2.5, top=2.3),
    "summary": Size(letter=0.8, heading=0.66, space=0.35, line=0.92, side=1.6, top=1.2),
}

# Name in DOCX, name in ODT: size, colour, bold, italic, space above and below in points.
STYLES = {
    ("Normal", "Standard"): (10.5, INK, False, False, 0, 0),
    ("Body Text", "Text_20_body"): (10.5, INK, False, False, 0, 8),
    ("First Paragraph", "First_20_paragraph"): (10.5, INK, False, False, 0, 8),
    ("Compact", "Table_20_Contents"): (8.5, INK, False, False, 2, 2),
    ("", "Table_20_Heading"): (8.5, INK, True, False, 2, 2),
    ("Title", "Title"): (26, TEAL, True, False, 0, 4),
    ("Subtitle", "Subtitle"): (14, INK, False, False, 0, 8),
    ("Author", "Author"): (10.5, SUBTLE, False, False, 0, 0),
    ("Date", "Date"): (10.5, SUBTLE, False, False, 0, 18),
    ("Heading 1", "Heading_20_1"): (18, TEAL, True, False, 24, 8),
    ("Heading 2", "Heading_20_2"): (13, TEAL, True, False, 18, 6),
    ("Heading 3", "Heading_20_3"): (11.5, TEAL, True, False, 14, 4),
    ("Heading 4", "Heading_20_4"): (10.5, TEAL, True, False, 12, 4),
    ("Heading 5", "Heading_20_5"): (10.5, TEAL, True, False, 12, 4),
    ("Table Caption", "TableCaption"): (10, INK, True, False, 14, 4),
    ("Image Caption", "FigureCaption"): (10, INK, True, False, 4, 4),
    ("Captioned Figure", "FigureWithCaption"): (10.5, INK, False, False, 12, 0),
    ("Block Text", "Quotations"): (10.5, INK, False, True, 6, 10),
    ("Lead", "Lead"): (12, INK, False, False, 0, 10),
    ("Note", "Note"): (9, SUBTLE, False, False, 2, 12),
}


def main() -> None:
    """Write both documents."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for layout, size in SIZES.items():
        (FOLDER / f"{layout}.docx").write_bytes(docx_reference(pandoc_default("reference.docx"), size))
        (FOLDER / f"{layout}.odt").write_bytes(odt_reference(pandoc_default("reference.odt"), size))


def pandoc_default(name: str) -> bytes:
    """Return the document pandoc starts from."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", name]
    return subprocess.run(command, check=True, capture_output=True).stdout


# ---- DOCX


def docx_reference(original: bytes, size: Size) -> bytes:
    """Return pandoc's DOCX in our style."""
    document = docx.Document(BytesIO(original))
    for (name, _), look in STYLES.items():
        if name:
            restyle_docx(docx_style(document, name), size.of(look), line=size.line)
    quote_line(docx_style(document, "Block Text"))
    document.styles["Table"].element.getparent().replace(document.styles["Table"].element, table_style())
    page(document, size)
    made = BytesIO()
    document.save(made)
    return with_hyphens(with_font_table(made.getvalue()))


def docx_style(document: Document, name: str) -> ParagraphStyle:
    """Return a style by name, made when pandoc does not have it."""
    found = next((style for style in document.styles if style.name == name), None)
    style = found or document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    if found is None:
        style.base_style = document.styles["Body Text"]
    return style


def restyle_docx(style: ParagraphStyle, look: Look, *, line: float) -> None:
    """Give a style its letter, colour and space."""
    size, colour, bold, italic, above, below = look
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb, style.font.bold, style.font.italic = (
        RGBColor.from_string(colour),
        bold or None,
        italic,
    )
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for old in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(old)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(above), Pt(below), line
    form.alignment, form.left_indent, form.right_indent = 0, Cm(0), Cm(0)
    form.keep_with_next = style.name.startswith("Heading") or style.name in {
        "Table Caption",
        "Captioned Figure",
    }


def quote_line(style: ParagraphStyle) -> None:
    """Set a quote apart by a line at its left."""
    style.paragraph_format.left_indent = Cm(0.6)
    border = (
        f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="24" w:space="10" w:color="{QUOTE}"/></w:pBdr>'
    )
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    properties.insert_element_before(parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def table_style() -> BaseOxmlElement:
    """Return the style of tables: thin lines between rows, a pale header with a strong line under it."""
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/>'
        '<w:qFormat/><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr><w:tblPr><w:tblBorders>'
        f'<w:bottom w:val="single" w:sz="4" w:color="{GRID}"/><w:insideH w:val="single" w:sz="4" w:color="{GRID}"/>'
        '</w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        '</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="8" w:color="{TEAL}"/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/><w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )


def page(document: Document, size: Size) -> None:
    """Set A4 with our margins and the page number at the bottom right."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(size.side)
    section.top_margin = section.bottom_margin = Cm(size.top)
    section.footer_distance = Cm(size.top / 2)
    section.footer.is_linked_to_previous = False
    line = section.footer.paragraphs[0]
    line.paragraph_format.tab_stops.add_tab_stop(Cm(21 - 2 * size.side), WD_TAB_ALIGNMENT.RIGHT)
    run = line.add_run("\t")
    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(SUBTLE)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run._r.append(field_part(kind, words))


def field_part(kind: str, words: str) -> BaseOxmlElement:
    """Return one part of a field that Word fills in."""
    part = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        part.set(qn("w:fldCharType"), kind)
    part.text = words
    return part


def with_font_table(document: bytes) -> bytes:
    """Return the document with what to use where our font is not installed."""
    font = (
        f'<w:font w:name="{FONT}"><w:altName w:val="{INSTEAD}"/><w:family w:val="swiss"/></w:font></w:fonts>'
    )
    return rewritten(document, {"word/fontTable.xml": lambda xml: xml.replace("</w:fonts>", font)})


def with_hyphens(document: bytes) -> bytes:
    """Return the document with long words broken at syllables, which Dutch in narrow columns needs."""
    tag = "<w:defaultTabStop"
    return rewritten(
        document, {"word/settings.xml": lambda xml: xml.replace(tag, f"<w:autoHyphenation/>{tag}", 1)}
    )


# ---- ODT


def odt_reference(original: bytes, size: Size) -> bytes:
    """Return pandoc's ODT in our style."""
    return rewritten(original, {"styles.xml": partial(odt_styles, size=size)})


def odt_styles(xml: str, *, size: Size) -> str:
    """Return the styles with ours in place of pandoc's."""
    for _, (prefix, address) in ElementTree.iterparse(BytesIO(xml.encode()), events=["start-ns"]):
        ElementTree.register_namespace(prefix, address)
    root = ElementTree.fromstring(xml)
    styles = part(root, "office:styles")
    for (_, name), look in STYLES.items():
        restyle_odt(odt_style(styles, name), size.of(look), line=size.line)
    quotations = part(odt_style(styles, "Quotations"), "style:paragraph-properties")
    quotations.set(key("fo:border-left"), f"2.5pt solid #{QUOTE}")
    quotations.set(key("fo:padding-left"), "0.35cm")
    declare_font(root)
    odt_page(root, size)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True).replace("utf-8", "UTF-8", 1)


SPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{address}:1.0"
    for name, address in {
        "office": "office",
        "style": "style",
        "text": "text",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
}


def key(name: str) -> str:
    """Return a prefixed name as ElementTree writes it."""
    prefix, _, bare = name.partition(":")
    return f"{{{SPACES[prefix]}}}{bare}"


def part(root: ElementTree.Element, path: str) -> ElementTree.Element:
    """Return the first element at a path; a document without it is not pandoc's."""
    found = root.find(path, SPACES)
    if found is None:
        raise LookupError(path)
    return found


def odt_style(styles: ElementTree.Element, name: str) -> ElementTree.Element:
    """Return a paragraph style by name, made when pandoc does not have it."""
    found = [
        one
        for one in styles.findall("style:style", SPACES)
        if one.get(key("style:name")) == name and one.get(key("style:family")) == "paragraph"
    ]
    if found:
        return found[0]
    made = ElementTree.SubElement(styles, key("style:style"))
    made.set(key("style:name"), name)
    made.set(key("style:family"), "paragraph")
    made.set(key("style:parent-style-name"), "Text_20_body")
    made.set(key("style:class"), "text")
    return made


def restyle_odt(style: ElementTree.Element, look: Look, *, line: float) -> None:
    """Give a style its letter, colour and space."""
    size, colour, bold, italic, above, below = look
    for kind in ("style:paragraph-properties", "style:text-properties"):
        for old in style.findall(kind, SPACES):
            style.remove(old)
    space = {
        "fo:margin-top": f"{above}pt",
        "fo:margin-bottom": f"{below}pt",
        "fo:margin-left": "0cm",
        "fo:margin-right": "0cm",
        "fo:line-height": f"{line:.0%}",
        "fo:text-align": "start",
    }
    if style.get(key("style:name"), "").startswith(("Heading", "TableCaption", "FigureWith")):
        space["fo:keep-with-next"] = "always"
    letter = {
        "style:font-name": FONT,
        "fo:font-size": f"{size}pt",
        "fo:color": f"#{colour}",
        "fo:font-weight": "bold" if bold else "normal",
        "fo:font-style": "italic" if italic else "normal",
        "fo:hyphenate": "false" if size > LARGEST_HYPHENATED else "true",
        "fo:hyphenation-remain-char-count": "3",
        "fo:hyphenation-push-char-count": "3",
    }
    for kind, values in (("style:paragraph-properties", space), ("style:text-properties", letter)):
        ElementTree.SubElement(style, key(kind), {key(name): value for name, value in values.items()})


def declare_font(root: ElementTree.Element) -> None:
    """Declare our font, of a family without serifs where it is not installed."""
    fonts = part(root, "office:font-face-decls")
    values = {"style:name": FONT, "svg:font-family": f"'{FONT}'", "style:font-family-generic": "swiss"}
    ElementTree.SubElement(
        fonts, key("style:font-face"), {key(name): value for name, value in values.items()}
    )


def odt_page(root: ElementTree.Element, size: Size) -> None:
    """Set A4 with our margins and the page number at the bottom right."""
    properties = part(root, ".//style:page-layout-properties")
    sizes = {"page-width": "21cm", "page-height": "29.7cm", "margin-left": f"{size.side}cm"}
    sizes |= {"margin-right": f"{size.side}cm", "margin-top": f"{size.top}cm"}
    for name, value in (sizes | {"margin-bottom": f"{size.top / 2:.2f}cm"}).items():
        properties.set(key(f"fo:{name}"), value)
    footer = part(root, "office:automatic-styles/style:style/style:paragraph-properties")
    footer.set(key("fo:text-align"), "end")


if __name__ == "__main__":
    main()
