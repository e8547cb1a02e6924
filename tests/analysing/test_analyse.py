"""samenspraak analyse: a researcher's own table becomes the picture, or every fault in it is told."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from samenspraak.__main__ import main, parser
from samenspraak.analysing import answers_in, questions_in, sheets_of
from samenspraak.analysing.options import layout_of, plan_of
from samenspraak.analysing.page import html
from samenspraak.core.analysis import Picture, analyse

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
INSTRUMENT, ANSWERS = str(EXAMPLES / "buurt.yaml"), str(EXAMPLES / "antwoorden.csv")
COLUMNS = ["--group", "groep", "--importance", "A=weegt_kennen,B=weegt_helpen"]


def pictured(capsys: pytest.CaptureFixture[str], *arguments: str) -> Picture:
    assert main(["analyse", INSTRUMENT, *arguments]) == 0
    return Picture.model_validate_json(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 2) -> str:
    assert main(["analyse", *arguments]) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


def test_the_example_of_the_manual_gives_the_figures_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    picture = pictured(
        capsys, ANSWERS, *COLUMNS, "--expected", "Bewoners=10", "--expected", "professionals=8"
    )

    first, second = picture.themes
    assert (picture.n, picture.expected, picture.group_sizes) == (12, 18, {"bewoners": 6, "professionals": 6})
    assert first.position is not None
    assert first.position.mean == 3.4
    assert second.position is not None
    assert second.position.mean == 2.5
    assert second.importance is not None
    assert second.importance.mean == 2.7
    assert second.groups["bewoners"] is not None
    assert second.groups["bewoners"].mean == 1.4
    differing = [one for one in picture.findings if one.kind == "differ"]
    assert {(one.item, one.low, one.high) for one in differing} == {
        ("B1", "bewoners", "professionals"),
        ("B2", "bewoners", "professionals"),
    }


def test_p4_a_group_of_fewer_than_k_is_not_in_the_result(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = Path(ANSWERS).read_text(encoding="utf-8").splitlines()
    (tmp_path / "few.csv").write_text("\n".join(lines[:11]), encoding="utf-8")

    picture = pictured(capsys, str(tmp_path / "few.csv"), *COLUMNS)

    assert picture.group_sizes == {"bewoners": 6, "professionals": 4}
    assert all(one.total is not None and not any(one.groups.values()) for one in picture.themes[0].items)


def test_the_order_of_the_rows_makes_no_difference(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    header, *rows = Path(ANSWERS).read_text(encoding="utf-8").splitlines()
    (tmp_path / "other.csv").write_text("\n".join([header, *reversed(rows)]), encoding="utf-8")

    assert pictured(capsys, str(tmp_path / "other.csv"), *COLUMNS) == pictured(capsys, ANSWERS, *COLUMNS)


def test_importance_may_be_named_in_the_order_of_the_themes(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = pictured(capsys, ANSWERS, *COLUMNS)

    for given in (
        ["--importance", "weegt_kennen", "--importance", "weegt_helpen"],
        ["--importance", "weegt_kennen", "weegt_helpen"],
        ["--importance", "B=weegt_helpen", "A=weegt_kennen"],
    ):
        assert pictured(capsys, ANSWERS, "--group", "groep", *given) == wanted


def test_too_few_people_give_no_picture(capsys: pytest.CaptureFixture[str]) -> None:
    assert "12 people answered" in refused(capsys, INSTRUMENT, ANSWERS, *COLUMNS, "--k", "13", code=1)


def test_faults_are_told_with_row_and_column(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"A1;a2;B1\r\n7;1;x\r\n1;1;1;1\r\n")

    told = refused(capsys, INSTRUMENT, str(bad))

    assert told.splitlines() == [
        f'{bad}: row 1, column "a2": no question has this id (did you mean "A2"?). Rename the column, '
        "or leave it out with --ignore",
        f'{bad}: row 2, column "A1": "7" is no answer to this question. Use 1, 2, 3, 4, ?, or the words of the '
        "scale; leave it empty when it was not answered",
        f'{bad}: row 2, column "B1": "x" is no answer to this question. Use 1, 2, 3, 4, ?, or the words of the '
        "scale; leave it empty when it was not answered",
        f"{bad}: row 3: this row has 4 cells, more than there are columns",
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--importance", "Z=x"], "no theme to put this at"),
        (["--importance", "A=groep", "--group", "groep"], "more than one option"),
        (["--unknown", "3"], "an answer already"),
        (["--expected", "bewoners=20"], "needs --group"),
        (["--expected", "bewoners", "--group", "groep"], "write GROUP=NUMBER"),
        (["--group", "grp"], 'column "grp": there is no such column'),
    ],
)
def test_an_option_that_cannot_be_followed_is_told(
    capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    ignored = ["--ignore", "weegt_kennen,weegt_helpen" + ("" if "groep" in " ".join(options) else ",groep")]

    assert words in refused(capsys, INSTRUMENT, ANSWERS, *ignored, *options)


def test_files_that_are_not_there_or_no_instrument_are_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "No such file" in refused(capsys, str(tmp_path / "no.yaml"), ANSWERS)
    assert "No such file" in refused(capsys, INSTRUMENT, str(tmp_path / "no.csv"))
    assert "antwoorden.csv:1:" in refused(capsys, ANSWERS, ANSWERS)


def run_alone(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in an empty folder, without a setting."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("SAMENSPRAAK_", "DJANGO_"))
    }
    expected = ["--expected", "bewoners=10", "--expected", "professionals=8"]
    command = [
        sys.executable,
        "-m",
        "samenspraak",
        "analyse",
        INSTRUMENT,
        ANSWERS,
        *COLUMNS,
        *expected,
        *arguments,
    ]
    return subprocess.run(
        command, cwd=folder, env={**kept, "LC_ALL": "C"}, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.once
def test_html_is_one_file_that_asks_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    made = run_alone(tmp_path, "--format", "html")

    assert (made.returncode, made.stderr) == (0, "")
    assert "Het thema Elkaar kennen staat het sterkst" in made.stdout
    assert "<svg" in made.stdout
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"|url\((?!data:|#)', made.stdout) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.once
def test_json_is_exactly_the_picture(tmp_path: Path) -> None:
    made = run_alone(tmp_path)

    assert made.returncode == 0
    assert json.loads(made.stdout) == Picture.model_validate_json(made.stdout).model_dump(mode="json")


def test_every_kind_of_fault_has_words() -> None:
    from typing import get_args

    from samenspraak.analysing.faults import WORDS
    from samenspraak.core.answer_table import FaultKind

    in_rounds_only = {"unknown-group", "no-group", "no-name", "not-asked"}
    assert set(get_args(FaultKind)) - in_rounds_only == set(WORDS)


def test_p10_what_stands_in_the_file_is_shown_as_text(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    hostile = "<script>alert(1)</script>"
    lines = Path(ANSWERS).read_text(encoding="utf-8").replace("bewoners", hostile)
    (tmp_path / "hostile.csv").write_text(lines, encoding="utf-8")
    questions = questions_in(Path(INSTRUMENT))
    options = parser().parse_args(["analyse", INSTRUMENT, str(tmp_path / "hostile.csv"), *COLUMNS])
    table = answers_in(tmp_path / "hostile.csv", questions, layout_of(options, questions))
    plan = plan_of(options, table, questions)
    picture = analyse(questions, sheets_of(table, questions), plan)
    assert picture is not None

    page = html(picture, questions, plan, source=hostile, language="nl")

    assert hostile not in page
    assert "&lt;script&gt;" in page


def test_a_fault_holds_nothing_a_terminal_obeys(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("A1,\x1b[31mrood\n\x1b]0;weg\x07,\n", encoding="utf-8")

    assert "\x1b" not in refused(capsys, INSTRUMENT, str(tmp_path / "bad.csv"))


def test_cards_are_shown_in_their_spheres(tmp_path: Path) -> None:
    cards = Path(__file__).parents[1] / "data" / "kaarten.yaml"
    rows = ["P1-buren-hoort,P1-buren-sfeer,P1-buren-sterk,V-kijk"]
    rows += ["yes,gemeenschappelijk,3,samen"] * 9 + ["no,institutioneel,1,steun"]
    answers = tmp_path / "kaarten.csv"
    answers.write_text("\n".join(rows), encoding="utf-8")
    questions = questions_in(cards)
    options = parser().parse_args(["analyse", str(cards), str(answers)])
    table = answers_in(answers, questions, layout_of(options, questions))
    plan = plan_of(options, table, questions)
    picture = analyse(questions, sheets_of(table, questions), plan)
    assert picture is not None

    page = " ".join(
        re.sub(r"<[^>]+>", " ", html(picture, questions, plan, source="x", language="nl")).split()
    )

    assert "Waar liggen de kaarten?" in page
    assert "Van de 4 kaarten horen er 1 erbij, en 0 niet." in page
    assert "Buren die opletten ja, 9 van de 10 (10) Gemeenschappelijk (9)" in page
