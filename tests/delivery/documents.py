"""Documents for the tests: one with every kind of block, and one with the same text in every field."""

from __future__ import annotations

from datetime import date

from samenspraak.core.charts import Frame, Spoke, Words, theme_wheel
from samenspraak.core.document import Block, Bullets, Document, Figure, Heading, Paragraph, Table

STEPS = ("Nog niet", "Eerste ideeën", "Begin gemaakt", "Werkt", "Geborgd")
WORDS = Words(
    language="nl",
    theme="Thema",
    row="Stelling",
    group="Groep",
    position="Gemiddelde",
    unknown="Weet ik niet",
    people="Aantal mensen",
    remark="Opmerking",
    uncertain="onzeker",
    hidden="te weinig mensen",
)


def frame(
    title: str = "Waar staan jullie?", description: str = "Drie thema's op een schaal van 1 tot 5."
) -> Frame:
    return Frame("wiel", title, description, WORDS)


def wheel(text: str = "Thema") -> Figure:
    spokes = [
        Spoke(letter, f"{text} {letter}", value, 12)
        for letter, value in zip("ABC", (1.8, 3.4, 4.2), strict=True)
    ]
    chart = theme_wheel(spokes, steps=STEPS, frame=frame(title=text, description=text))
    return Figure(chart.svg, text, text, note=f"onder {text}")


def document(*, title: str = "Samen tegen armoede", chapters: int = 3, language: str = "nl") -> Document:
    blocks: list[Block] = []
    for chapter in range(1, chapters + 1):
        blocks += [
            Heading(1, f"Hoofdstuk {chapter}"),
            Paragraph("Een inleiding op dit hoofdstuk.", "lead"),
            Paragraph("Gewone tekst over wat er gebeurde."),
            wheel(),
            Table(
                "De stand",
                ("Thema", "Gemiddelde", "n"),
                (("A Visie", "3,4", "12"), ("B Zicht", "2,1", "11")),
                "Schaal.",
            ),
            Heading(2, "Wat mensen zeggen"),
            Paragraph("De inloop werkt.", "quote"),
            Bullets(("Eerste punt", "Tweede punt")),
            Paragraph("Kleine letters.", "note"),
        ]
    return Document(
        title=title,
        subtitle="Verslag van ronde 1",
        language=language,
        author="Gemeente Zonneveld",
        date=date(2026, 11, 21),
        blocks=tuple(blocks),
        summary="Jullie zijn ver met signaleren.",
        keywords=("armoede", "gezondheid"),
    )


def filled_with(text: str) -> Document:
    """Return a document that holds *text* in every field a person's words can reach."""
    return Document(
        title=f"titel {text}",
        subtitle=f"ondertitel {text}",
        language="nl",
        author=f"auteur {text}",
        date=date(2026, 11, 21),
        blocks=(
            Heading(1, f"kop {text}"),
            Paragraph(f"tekst {text}"),
            Paragraph(f"inleiding {text}", "lead"),
            Paragraph(f"noot {text}", "note"),
            Paragraph(f"citaat {text}", "quote"),
            Bullets((f"punt {text}", text)),
            Table(
                f"bijschrift {text}",
                (f"eerste {text}", text),
                ((f"rij {text}", text), (text, "12")),
                f"onder {text}",
            ),
            wheel(text),
        ),
        summary=f"samenvatting {text}",
        keywords=(f"woord {text}",),
    )
