"""The look holds: contrast, weight, what is vendored, and forms that say what they need to say."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string

from samenspraak.core.charts import palette

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "samenspraak"
STATIC = PACKAGE / "static"
TOKENS = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6});", (STATIC / "css" / "tokens.css").read_text()))

PAPER = "--basis-color-default-bg-document"
WHITE = "--basis-color-default-bg-default"
SAND = "--basis-color-default-bg-subtle"
MIST = "--basis-color-accent-1-bg-subtle"
INK = "--basis-color-default-color-document"
QUIET = "--basis-color-default-color-subtle"
EDGE = "--basis-color-default-border-default"
TEXTS = [
    *[(text, ground) for text in (INK, QUIET) for ground in (PAPER, WHITE, SAND, MIST)],
    *[("--basis-color-accent-1-color-default", ground) for ground in (PAPER, WHITE, SAND)],
    *[("--basis-color-action-2-color-default", ground) for ground in (PAPER, WHITE, SAND, MIST)],
    *[
        ("--basis-color-action-1-color-default", f"--basis-color-action-1-bg-{s}")
        for s in ("default", "hover")
    ],
    *[("--basis-color-negative-color-default", ground) for ground in (PAPER, WHITE)],
    *[(INK, f"--basis-color-{kind}-bg-default") for kind in ("info", "positive", "warning", "negative")],
]
EDGES = [
    *[(EDGE, ground) for ground in (PAPER, WHITE, SAND)],
    *[
        (f"--basis-color-{kind}-color-default", f"--basis-color-{kind}-bg-default")
        for kind in ("info", "positive", "warning", "negative")
    ],
    ("--basis-focus-outline-color", PAPER),
]


class Invitation(forms.Form):
    title = forms.CharField(label="Titel", help_text="Deelnemers zien deze titel.")
    reason = forms.CharField(label="Waarvoor", required=False, widget=forms.Textarea)
    mode = forms.ChoiceField(
        label="Vorm", choices=[("k", "Groepen"), ("n", "Namen")], widget=forms.RadioSelect
    )


def colour(name: str) -> str:
    """Return the six-digit value of a token."""
    value = TOKENS[name].removeprefix("#")
    return "#" + (value if len(value) == 6 else "".join(digit * 2 for digit in value))


@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert palette.contrast(colour(text), colour(ground)) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_stand_out_from_their_ground(edge: str, ground: str) -> None:
    assert palette.contrast(colour(edge), colour(ground)) >= 3


def test_positions_get_darker_with_every_step() -> None:
    lights = [palette.luminance(colour(f"--position-{step}")) for step in range(1, 6)]

    assert lights == sorted(lights, reverse=True)


def test_charts_and_tokens_name_the_same_colours() -> None:
    assert tuple(colour(f"--position-{step}") for step in range(1, 6)) == palette.POSITIONS
    assert tuple(colour(f"--group-{place}") for place in range(1, 9)) == palette.GROUPS


def test_the_stylesheet_of_participants_is_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "tools" / "stylesheet.py"), "--check"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_a_first_visit_spends_at_most_30_kb_on_style_and_font() -> None:
    style = len(gzip.compress((STATIC / "css" / "participant.css").read_bytes(), 9))
    font = (STATIC / "vendor" / "noto-sans-latin.woff2").stat().st_size

    assert style <= 12_000
    assert style + font <= 30_000


def test_no_stylesheet_asks_a_third_party_for_anything() -> None:
    for sheet in STATIC.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", sheet.read_text()), sheet.name


def test_vendored_files_are_the_ones_that_were_listed() -> None:
    listed = json.loads((STATIC / "vendor" / "vendor.json").read_text())

    digests = {
        one["file"]: hashlib.sha256((PACKAGE / one["file"]).read_bytes()).hexdigest() for one in listed
    }

    assert digests == {one["file"]: one["sha256"] for one in listed}


def test_no_template_has_a_style_attribute_or_an_inline_script() -> None:
    for path in (PACKAGE / "templates").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text), path
        assert not re.search(r"<script(?![^>]*(?:src=|application/json))", text), path


def test_a_field_says_its_label_help_and_error_and_ties_them_to_the_input() -> None:
    html = str(Invitation({"title": ""}))

    assert 'for="id_title"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_form_leaves_refusing_to_the_server_and_marks_what_may_stay_empty() -> None:
    html = str(Invitation())

    assert not re.search(r"\srequired\b", html)
    assert html.count("niet verplicht") == 1


def test_the_summary_of_errors_leads_to_the_fields_and_takes_the_focus() -> None:
    html = render_to_string("components/errors.html", {"form": Invitation({"title": ""})})

    assert "autofocus" in html
    assert 'href="#id_title"' in html
    assert 'href="#id_mode"' in html


def test_what_was_typed_is_kept_and_shown_as_text() -> None:
    html = str(Invitation({"title": "", "reason": "<b>rondkomen</b>", "mode": "n"}))

    assert "&lt;b&gt;rondkomen&lt;/b&gt;" in html
    assert re.search(r'value="n"[^>]* checked', html)
