"""An instrument file is read whole or refused with reasons its maker can act on."""

from __future__ import annotations

import hashlib
import json
import re
import time
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from instrument_schema import TARGET, published
from release_instrument import INSTRUMENTS, ReleaseRefused, broken_promises, release, released

from samenspraak.core.faults import Fault
from samenspraak.core.instrument import (
    Instrument,
    InstrumentFault,
    Text,
    content_digest,
    instrument_digest,
    load_instrument,
)
from samenspraak.core.reading import read
from samenspraak.core.schema import instrument_schema

ROOT = Path(__file__).parents[2]
SMALL = (ROOT / "tests" / "data" / "klein.yaml").read_text(encoding="utf-8")
SHIPPED = sorted(INSTRUMENTS.glob("*/*.yaml"))


def faults_in(text: str | bytes) -> tuple[Fault, ...]:
    with pytest.raises(InstrumentFault) as refused:
        load_instrument(text, name="klein.yaml")
    return refused.value.faults


def refusal(text: str) -> tuple[Fault, ...] | None:
    try:
        load_instrument(text, name="klein.yaml")
    except InstrumentFault as refused:
        return refused.faults
    return None


def line_of(text: str, part: str) -> int:
    assert text.count(part) == 1
    return text[: text.index(part)].count("\n") + 1


def changed(old: str, new: str) -> str:
    assert SMALL.count(old) == 1, f"{old!r} must stand once in klein.yaml"
    return SMALL.replace(old, new)


def test_a_good_file_becomes_an_instrument() -> None:
    instrument = load_instrument(SMALL, name="klein.yaml")

    assert [theme.id for theme in instrument.themes] == ["A", "B"]
    assert instrument.theme("B").name.to("en") == "Doing together"
    assert instrument.item("B1").scale == "ontwikkeling"
    assert len(instrument.scale("ontwikkeling").anchors) == 5


def test_text_and_bytes_and_windows_line_ends_are_the_same_instrument() -> None:
    expected = load_instrument(SMALL, name="klein.yaml")

    assert load_instrument(SMALL.encode(), name="klein.yaml") == expected
    assert (
        load_instrument(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode(), name="klein.yaml") == expected
    )


def test_an_instrument_cannot_be_changed() -> None:
    instrument = load_instrument(SMALL, name="klein.yaml")

    with pytest.raises(ValueError, match="frozen"):
        instrument.title = Text(nl="Anders")  # type: ignore[misc]


def test_looking_up_what_is_not_there_is_a_key_error() -> None:
    instrument = load_instrument(SMALL, name="klein.yaml")

    for look_up in (instrument.scale, instrument.theme, instrument.item):
        with pytest.raises(KeyError):
            look_up("nergens")


def test_english_falls_back_to_dutch() -> None:
    assert Text(nl="Samen").to("en") == "Samen"
    assert Text(nl="Samen", en="Together").to("en") == "Together"
    assert Text(nl="Samen", en="Together").to("nl") == "Samen"


# old text, new text (∎ marks the line the fault must name), path, part of the problem, part of the remedy
BROKEN = [
    ('version: "1.0.0"', "∎version: 1.0", "version", "number (1.0)", '"1.0.0"'),
    ('version: "1.0.0"', '∎version: "1.0"', "version", '"1.0"', '"1.0.0"'),
    ('version: "1.0.0"', '∎version: "١.0.0"', "version", "form", '"1.0.0"'),
    ("format: 1", "∎format: 2", "format", '"2"', "Use one of: 1"),
    ("id: klein", "∎id: Klein Gesprek", "id", "Klein Gesprek", "small letters"),
    ("title: {nl: Klein gesprek, ", "∎title: {", "title.nl", "missing", "Add nl"),
    ("nl: Klein gesprek, en: Small conversation", "∎nl: Klein, en: yes", "title.en", "true or false", "quotes"),
    ("nl: Klein gesprek, en: Small conversation", "∎nl: Klein, fr: Petit", "title.fr", '"fr"', "nl, en"),
    ("nl: Klein gesprek", '∎nl: "  "', "title.nl", "empty", "Write a text"),
    ("nl: Klein gesprek", "∎nl:", "title.nl", "nothing here", "Write a text"),
    ("nl: Klein gesprek", "∎nl: [a, b]", "title.nl", "not a list", "on this line"),
    ("nl: Klein gesprek", "∎nl: 2024-01-31", "title.nl", "a date", "quotes"),
    ("nl: Klein gesprek", f"∎nl: {'x' * 2001}", "title.nl", "2001 characters, at most 2000", "Shorten"),
    ("summary: {nl: Een klein instrument voor de tests., en: A small instrument for the tests.}",
     "∎summary: Een tekst", "summary", "text per language", "{nl:"),
    ("summary: {nl:", "∎sumary: {nl:", "sumary", '"sumary"', "Did you mean summary?"),
    ("    - {title: Geen, publisher: Samenspraak}", "∎    - Geen", "provenance.sources[0]", "fields", "title"),
    ("title: Geen, publisher: Samenspraak", "∎title: Geen, year: '2018'", "provenance.sources[0].year",
     "whole number", "without quotes"),
    ("title: Geen, publisher: Samenspraak", "∎title: Geen, year: 18", "provenance.sources[0].year", '"18"', "1900"),
    ("title: Geen, publisher: Samenspraak", "∎title: Geen, url: javascript:alert(1)",
     "provenance.sources[0].url", "form", "https://"),
    ("id: uitvoering, name", "∎id: beleid, name", "groups[1].id", "used before", "its own id"),
    ("  - id: belang\n", "∎  - id: ontwikkeling\n", "scales[1].id", "used before", "its own id"),
    ("  - id: B\n", "∎  - id: A\n", "themes[1].id", "used before", "its own id"),
    ("  - id: B\n", "∎  - id: b\n", "themes[1].id", '"b"', "capital"),
    ("id: B1,", "∎id: a1,", "themes[1].items[0].id", "used before", "its own id"),
    ("id: B-v1", "∎id: A-v1", "themes[1].deepening[0].id", "used before", "its own id"),
    ("id: stadhuis", "∎id: buurt", "themes[1].items[1].options[1].id", "used before", "its own id"),
    ("id: owner", "∎id: what", "agenda[1].id", "used before", "its own id"),
    ("id: owner", "∎id: trekker", "agenda[1].id", '"trekker"', "what, why"),
    ("required: true", "∎required: 'ja'", "agenda[0].required", "true or false", "without quotes"),
    ("id: B1, kind: ordinal, scale: ontwikkeling", "∎id: B1, kind: ordinal, scale: ontwikeling",
     "themes[1].items[0].scale", 'this scale does not exist ("ontwikeling")', "Use one of: ontwikkeling, belang."),
    ("id: B1, kind: ordinal, scale: ontwikkeling", "∎id: B1, kind: ordinal",
     "themes[1].items[0].scale", "needs a scale", "Add"),
    ("id: A2, kind: ordinal, scale: ontwikkeling", "∎id: A2, kind: ordinal, scale: belang",
     "themes[0].items[1].scale", "another scale", "one scale"),
    ("id: A-opmerking, kind: text", "∎id: A-opmerking, kind: importance, scale: belang",
     "themes[0].items[3].kind", 'already asks for its importance ("A-belang")', "one question"),
    ("id: A2, kind: ordinal", "∎id: A2, kind: ordnal", "themes[0].items[1].kind",
     'does not exist ("ordnal")', "Use one of: ordinal, importance, choice, guess, realism, text, placing."),
    ("id: A-opmerking, kind: text", "∎id: A-opmerking, kind: text, scale: belang",
     "themes[0].items[3].scale", "no scale", "Remove"),
    ("id: B2, kind: choice", "∎id: B2, kind: choice, scale: belang", "themes[1].items[1].scale", "no scale", "Remove"),
    ("id: B2, kind: choice", "∎id: B2, kind: text", "themes[1].items[1].options", "no options", "Remove"),
    (", {id: stadhuis, name: {nl: In het gemeentehuis, en: In the town hall}}", "∎",
     "themes[1].items[1].options", "at least two options, here: 1", "List the options"),
    ("audience: [gemeente, praktijk]", "∎audience: [gemeente, praktik]",
     "themes[0].items[1].audience[1]", '"praktik"', "gemeente, praktijk, bewoners"),
    ("audience: [gemeente, praktijk]", "∎audience: gemeente", "themes[0].items[1].audience", "a list", "hyphen"),
    ("  - {id: owner, name: {nl: Trekker, en: Owner}}", "∎  - {id: owner, name: {nl: A}, id: why}",
     "agenda[1].id", "twice", "Keep one"),
    ("nl: Klein gesprek", "∎nl: &a Klein", "title.nl", "anchor", "Write the content out"),
    ("nl: Klein gesprek", "∎nl: *a", "title.nl", "alias", "quotes"),
    ("nl: Klein gesprek", "∎nl: !!str Klein", "title.nl", "tag", "quotes"),
    ("nl: Klein gesprek", "∎nl: !!python/name:os.system ''", "title.nl", "tag", "quotes"),
    ("nl: Klein gesprek", r'∎nl: "Klein \u202E"', "title.nl", "U+202E", "Remove it"),
    ("nl: Klein gesprek", r'∎nl: "Klein \0"', "title.nl", "U+0000", "Remove it"),
    ("nl: Klein gesprek", r'∎nl: "Klein \ud800"', "title.nl", "U+D800", "Remove it"),
    ("nl: Klein gesprek", "∎nl: 2024-13-45", "title.nl", "cannot read", "quotes"),
    ("nl: Klein gesprek", "∎nl: Klein\u200b", "", "U+200B, zero width space", "Remove it"),
    ("nl: Klein gesprek", "∎nl: Klein\u202e", "", "U+202E", "Remove it"),
    ("id: klein", "∎id: kle\u200bin", "", "U+200B", "Remove it"),
    ("nl: Klein gesprek", "∎nl: Klein\x00", "", "U+0000, control character", "Remove it"),
    ("nl: Klein gesprek", "∎nl: Klein\x85", "", "U+0085", "Remove it"),
    ("nl: Klein gesprek", "∎nl: Klein\ud800", "", "U+D800", "Remove it"),
    ("agenda:\n", "∎---\nagenda:\n", "", "second document", "one instrument per file"),
    ("agenda:\n", "∎\tagenda:\n", "", "tab", "spaces"),
    ("agenda:\n", "∎? [a]\n: b\nagenda:\n", "", "name of a field", "name: value"),
    ("nl: Klein gesprek,", "∎nl: Klein gesprek?,", "", "not valid YAML", "in quotes"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "path", "problem", "remedy"), BROKEN, ids=lambda part: part[:40])
def test_a_fault_names_the_line_the_path_and_what_to_do(
    old: str, new: str, path: str, problem: str, remedy: str
) -> None:
    marked = changed(old, new)
    line = line_of(marked, "∎")

    faults = faults_in(marked.replace("∎", ""))

    named = [fault for fault in faults if (fault.line, fault.path) == (line, path)]
    assert named, [str(fault) for fault in faults]
    assert problem in named[0].problem
    assert remedy in named[0].remedy
    assert str(named[0]).startswith(f"klein.yaml:{line}: ")


def test_one_mistake_gives_one_fault() -> None:
    with_consequences = ("  - id: belang\n", "summary: {nl:")  # what needs them is then at fault as well

    for old, new, *_ in (case for case in BROKEN if case[0] not in with_consequences):
        text = changed(old, new).replace("∎", "")
        assert len(faults_in(text)) == 1, (new, [str(fault) for fault in faults_in(text)])


def test_a_fault_reads_as_one_sentence() -> None:
    text = changed("id: B1, kind: ordinal, scale: ontwikkeling", "id: B1, kind: ordinal, scale: ontwikeling")

    assert str(InstrumentFault(faults_in(text))) == (
        'klein.yaml:51: themes[1].items[0].scale: this scale does not exist ("ontwikeling"). '
        "Use one of: ontwikkeling, belang."
    )


def test_faults_of_every_sort_are_named_at_once_in_the_order_of_the_file() -> None:
    text = (
        SMALL.replace('version: "1.0.0"', "version: 1.0")
        .replace("id: A1, kind: ordinal, scale: ontwikkeling", "id: A1, kind: ordinal, scale: nergens")
        .replace("id: B1, kind: ordinal, scale: ontwikkeling", "id: B1, kind: ordinal")
        .replace("id: owner, name", "id: owner, id: why, name")
        .replace("nl: Wanneer klaar", "nl: Wanneer\u200b klaar")
    )

    faults = faults_in(text)

    assert [fault.path for fault in faults] == [
        "version",
        "themes[0].items[0].scale",
        "themes[1].items[0].scale",
        "agenda[1].id",
        "",
    ]
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)


def test_no_more_than_fifty_faults_are_named_and_the_rest_is_counted() -> None:
    many = "\n".join(f"veld{number}: 1" for number in range(80))

    with pytest.raises(InstrumentFault) as refused:
        load_instrument(f"{SMALL}\n{many}\n", name="klein.yaml")

    assert len(refused.value.faults) == 50
    assert str(refused.value).endswith("… and 30 more")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("# niets", "empty"),
        ("- a", "must have fields, not be a list"),
        ("hoi", "must have fields, not be a text"),
        ("a: 'half", "not valid YAML"),
        (b"a: caf\xe9", "not UTF-8"),
        ("a: b".encode("utf-16"), "not UTF-8"),
        (b"\xff" * 1000, "not UTF-8"),
    ],
)
def test_what_is_no_instrument_at_all_is_refused(text: str | bytes, problem: str) -> None:
    assert problem in faults_in(text)[0].problem


def test_invalid_utf8_names_its_line() -> None:
    assert faults_in(b"format: 1\nid: klein\ntitle: caf\xe9\n")[0].line == 3


HOSTILE = {
    "brackets": ("[" * 100_000, "20 levels"),
    "brackets below each other": ("[\n" * 100_000, "20 levels"),
    "braces": ("{a: " * 100_000, "20 levels"),
    "lists in lists": ("- " * 100_000, "20 levels"),
    "fields in fields": ("".join(" " * depth + "a:\n" for depth in range(1000)), "20 levels"),
    "questions": ("? " * 100_000, "name of a field"),
    "billion laughs": (
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{new}: &{new} [{','.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)),
        "anchor",
    ),
    "many values": ("[" + "a," * 60_000, "50000 values"),
    "a large file": ("a" * 1_000_001, "1 MB"),
    "a large file in few characters": ("é" * 500_001, "1 MB"),
    "many empty characters": ("\x00\n" * 400_000, "U+0000"),
    "a number to base 60": ("format: " + "1:" * 400_000 + "1", "not possible"),
    "a long number": ("format: " + "1" * 900_000, "not possible"),
    "many unknown fields": ("".join(f"k{number}: v\n" for number in range(24_000)), "no field"),
    "a long tag": ("!" * 900_000, "tag"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_quickly_and_briefly(name: str) -> None:
    text, problem = HOSTILE[name]
    begun = time.process_time()

    faults = faults_in(text)

    assert time.process_time() - begun < 5
    assert any(problem in fault.problem for fault in faults)
    assert all(len(str(fault)) < 500 for fault in faults)


@given(st.text() | st.text(alphabet="a:-[]{}&*!|>'\"%@`?, #\n\t~1.\ufeff\x85\ud800") | st.binary())
def test_reading_never_breaks(text: str | bytes) -> None:
    reading = read(text)

    assert reading.whole or reading.flaws


@given(at=st.integers(0, len(SMALL) - 1), cut=st.integers(0, 30), new=st.text(max_size=5))
def test_a_damaged_file_loads_or_is_refused_with_a_line_that_exists(at: int, cut: int, new: str) -> None:
    text = SMALL[:at] + new + SMALL[at + cut :]
    lines = len(re.split(r"\r\n|\r|\n", text))

    faults = refusal(text)

    assert faults is None or faults
    assert all(1 <= fault.line <= lines and fault.problem and fault.remedy for fault in faults or ())


def test_the_digest_is_of_the_content_not_of_the_layout() -> None:
    relaid = "# Een opmerking\n" + SMALL.replace("id: klein", "id:   'klein'", 1).replace("\n", "\r\n")
    defaulted = changed("id: owner, name", "id: owner, required: false, name")

    assert instrument_digest(relaid) == instrument_digest(defaulted) == instrument_digest(SMALL)
    assert instrument_digest(SMALL) == content_digest(load_instrument(SMALL, name="klein.yaml"))


def test_the_digest_is_of_sorted_json_without_fields_at_their_default() -> None:
    """Conversations keep it: a new optional field in the format may not change it."""
    anchor = '{"name":{"nl":"Stap"}}'
    item = '{"id":"A1","kind":"ordinal","scale":"trap","text":{"nl":"Één"}}'
    canonical = (
        '{"format":1,"id":"klein","provenance":{"licence":"CC0-1.0","sources":[{"title":"Geen"}],'
        '"statement":{"nl":"Eigen werk."}},"purpose":{"nl":"Doel"},'
        f'"scales":[{{"anchors":[{anchor},{anchor}],"id":"trap"}}],"summary":{{"nl":"Kort"}},'
        f'"themes":[{{"id":"A","introduction":{{"nl":"Intro"}},"items":[{item}],"name":{{"nl":"Thema"}}}}],'
        '"title":{"nl":"Klein"},"version":"1.0.0"}'
    )

    instrument = Instrument.model_validate_json(canonical)

    assert content_digest(instrument) == hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def test_the_digest_changes_with_every_word() -> None:
    assert instrument_digest(changed("nl: Trekker", "nl: Trekkers")) != instrument_digest(SMALL)


def test_an_instrument_survives_its_json() -> None:
    instrument = load_instrument(SMALL, name="klein.yaml")

    assert Instrument.model_validate_json(instrument.model_dump_json()) == instrument


# The published schema


def test_the_published_schema_is_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == published(), "run: python tools/instrument_schema.py"


def test_the_schema_explains_every_field() -> None:
    schema = instrument_schema()

    jsonschema.Draft202012Validator.check_schema(schema)
    for part in (schema, *schema["$defs"].values()):
        assert part["title"]
        assert part["description"]
        assert all(field.get("title") and field.get("description") for field in part["properties"].values())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_a_shipped_instrument_loads_fits_the_schema_and_is_what_its_path_says(path: Path) -> None:
    instrument = load_instrument(path.read_bytes(), name=path.name)

    jsonschema.validate(read(path.read_bytes()).value, json.loads(TARGET.read_text(encoding="utf-8")))
    assert (instrument.id, instrument.version) == (path.parent.name, path.stem)


def test_there_are_shipped_instruments() -> None:
    assert SHIPPED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version: "1.0.0"', "version: 1.0"),
        ("title: {nl: Klein gesprek, ", "title: {"),
        ("id: A2, kind: ordinal", "id: A2, kind: ordnal"),
        ("summary: {nl:", "sumary: {nl:"),
        ("title: Geen, publisher: Samenspraak", "title: Geen, year: '2018'"),
        ("required: true", "required: 'ja'"),
    ],
)
def test_the_schema_refuses_the_shapes_that_loading_refuses(old: str, new: str) -> None:
    assert faults_in(changed(old, new))

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(read(changed(old, new)).value, instrument_schema())


def test_the_example_in_the_documentation_loads_and_fits_the_schema() -> None:
    page = (ROOT / "docs" / "instrument-format.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n", 1)[1].split("```", 1)[0]

    instrument = load_instrument(example, name="ontmoeten.yaml")

    jsonschema.validate(read(example).value, instrument_schema())
    assert {item.kind for item in instrument.themes[0].items} == {"ordinal", "importance", "choice", "text"}


# Released versions are never edited


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    (tmp_path / "klein").mkdir()
    (tmp_path / "klein" / "1.0.0.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "released.yaml").write_text("# Released versions.\n", encoding="utf-8")
    return tmp_path


def test_no_released_instrument_was_changed() -> None:
    assert broken_promises(INSTRUMENTS) == []


def test_a_release_is_listed_with_the_digest_of_its_bytes(shelf: Path) -> None:
    digest = release(shelf, slug="klein", version="1.0.0")

    assert released(shelf) == [{"slug": "klein", "version": "1.0.0", "sha256": digest}]
    assert broken_promises(shelf) == []


def test_one_changed_byte_in_a_released_file_is_seen(shelf: Path) -> None:
    release(shelf, slug="klein", version="1.0.0")
    path = shelf / "klein" / "1.0.0.yaml"

    path.write_bytes(path.read_bytes() + b"\n")

    assert "changed after its release" in broken_promises(shelf)[0]


def test_a_released_file_that_is_gone_is_seen(shelf: Path) -> None:
    release(shelf, slug="klein", version="1.0.0")

    (shelf / "klein" / "1.0.0.yaml").unlink()

    assert broken_promises(shelf)


def test_a_version_is_released_once(shelf: Path) -> None:
    release(shelf, slug="klein", version="1.0.0")

    with pytest.raises(ReleaseRefused, match="released before"):
        release(shelf, slug="klein", version="1.0.0")

    assert len(released(shelf)) == 1


def test_a_version_listed_twice_by_hand_is_seen(shelf: Path) -> None:
    release(shelf, slug="klein", version="1.0.0")
    listed = shelf / "released.yaml"

    listed.write_text(listed.read_text(encoding="utf-8") * 2, encoding="utf-8")

    assert broken_promises(shelf) == ["klein/1.0.0.yaml is listed twice"]


def test_a_file_that_is_faulty_or_says_something_else_is_not_released(shelf: Path) -> None:
    (shelf / "klein" / "2.0.0.yaml").write_text(SMALL, encoding="utf-8")
    (shelf / "klein" / "3.0.0.yaml").write_text("format: 1\n", encoding="utf-8")

    for version, reason in (("2.0.0", "says it is klein 1.0.0"), ("3.0.0", "missing"), ("4.0.0", "no file")):
        with pytest.raises(ReleaseRefused, match=reason):
            release(shelf, slug="klein", version=version)

    assert released(shelf) == []
