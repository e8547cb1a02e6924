"""The rules that the import contracts cannot say."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "samenspraak"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "managers.py", "signals.py", "mixins.py"}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def doors() -> list[Path]:
    return [path for path in MODULES if {"views", "forms", "views.py", "forms.py"} & set(path.parts)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    assert path.name not in FORBIDDEN_NAMES
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    long = [one.name for one in functions(path) if (one.end_lineno or 0) - one.lineno >= LONGEST_FUNCTION]
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body


@pytest.mark.parametrize("path", doors(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_doors_do_not_read_or_write_tables_themselves(path: Path) -> None:
    asked = [name for name in calls(path) if ".objects." in name or name.endswith((".save", ".bulk_create"))]
    assert [name for name in asked if not name.startswith(("form.", "super()"))] == []


def test_the_core_loads_without_django() -> None:
    names = [
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        for path in (SOURCE / "core").rglob("*.py")
    ]
    program = f"import sys, importlib\nfor n in {names!r}: importlib.import_module(n.removesuffix('.__init__'))\nassert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, env={"PYTHONPATH": "src"})


@pytest.mark.parametrize("path", sorted((SOURCE / "core").rglob("*.py")), ids=lambda path: path.name)
def test_the_core_has_no_clock_and_opens_nothing(path: Path) -> None:
    forbidden = ("now", "today", "open", "print", "datetime.now", "date.today", "read_text", "time.time")
    assert [name for name in calls(path) if name.split(".")[-1] in forbidden] == []


def test_services_are_told_the_time() -> None:
    asked = {
        path.relative_to(SOURCE).as_posix(): [
            name for name in calls(path) if name in {"timezone.now", "now", "date.today"}
        ]
        for path in MODULES
        if "services" in path.as_posix() or "queries" in path.as_posix()
    }
    assert {path: names for path, names in asked.items() if names} == {}


def test_templates_have_no_inline_style_or_script() -> None:
    pages = sorted((SOURCE / "templates").rglob("*.html"))
    guilty = [
        page.name
        for page in pages
        if " style=" in (text := page.read_text(encoding="utf-8"))
        or "<style" in text
        or "<script>" in text
        or "onclick" in text
    ]
    assert guilty == []
    assert pages


def test_templates_ask_nothing_of_others() -> None:
    for page in (SOURCE / "templates").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for attribute in ('src="http', "src='http", 'href="//', 'src="//'):
            assert attribute not in text, page.name


def test_every_room_is_an_app_and_stands_in_the_contract() -> None:
    rooms = {path.parent.name for path in SOURCE.glob("*/models.py")}
    assert rooms == set(settings.ROOMS)
    contract = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert all(f'"samenspraak.{room}"' in contract for room in rooms)
