"""The HTML stands by itself and reads well without a picture."""

from __future__ import annotations

import re
from dataclasses import replace

from samenspraak.delivery import html
from tests.delivery.documents import document, wheel


def test_a_file_asks_nothing_of_anybody() -> None:
    page = html.render(document())

    assert re.findall(r'(?:src|href)="([^"]*)"', page) == ["#b1", "#b10", "#b19"]
    assert "@import" not in page
    assert re.findall(r"url\((\S{9})", page) == ["data:font"]
    assert "default-src &#x27;none&#x27;" in page


def test_the_policy_allows_exactly_the_style_in_the_file() -> None:
    page = html.render(document())

    style = re.search(r"<style>(.*)</style>", page, re.DOTALL)
    assert style is not None
    assert style[1] == html.STYLE
    assert f"sha256-{html.DIGEST}" in page


def test_headings_start_below_the_title_and_skip_nothing() -> None:
    page = html.render(document())

    assert re.findall(r"<h(\d)", page) == ["1", "2", "2", "3", "2", "3", "2", "3"]


def test_a_table_has_headers_for_columns_and_rows() -> None:
    page = html.fragment(document(chapters=1))

    assert '<th scope="col">Thema</th><th scope="col" class="number">Gemiddelde</th>' in page
    assert (
        '<tr><th scope="row">A Visie</th><td class="number">3,4</td><td class="number">12</td></tr>' in page
    )
    assert re.search(
        r'role="region" tabindex="0" aria-labelledby="(b\d+)"><table><caption id="\1">De stand', page
    )


def test_a_fragment_is_only_the_blocks() -> None:
    part = html.fragment(document(chapters=1))

    assert part.startswith('<h2 id="b1">Hoofdstuk 1</h2>')
    assert "<html" not in part
    assert "<style" not in part
    assert 'style="' not in part


def test_a_short_document_has_no_contents() -> None:
    assert "<nav" not in html.render(document(chapters=2))
    assert html.render(document(chapters=3)).count("<nav") == 1


def test_the_date_is_written_in_the_language_of_the_document() -> None:
    assert '<time datetime="2026-11-21">21 november 2026</time>' in html.render(document(language="nl"))
    assert '<time datetime="2026-11-21">21 November 2026</time>' in html.render(document(language="en"))


def test_new_lines_stay_new_lines() -> None:
    assert html.lines("een\ntwee <b>") == "een<br>twee &lt;b&gt;"


def test_a_phone_gets_the_narrow_drawing_or_else_the_only_one() -> None:
    figure = wheel()

    assert "chart__wide" not in html.fragment(replace(document(), blocks=(figure,)))
    both = html.fragment(
        replace(document(), blocks=(replace(figure, narrow='<svg class="chart__narrow"/>'),))
    )
    assert both.index("chart__wide") < both.index("chart__narrow")
