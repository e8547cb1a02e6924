"""The rules that the import contracts cannot say."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "samenspraak"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "managers.py", "signals.py", "mixins.py"}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (
        node for node in ast.walk(parsed(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def found_in(paths: Iterable[Path], guilty: Callable[[Path], Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return what is wrong, by the modules where it is; nothing where all is well."""
    return {path.relative_to(SOURCE).as_posix(): wrong for path in paths if (wrong := guilty(path))}


def test_a_module_can_be_read_in_one_sitting() -> None:
    def long(path: Path) -> list[str]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        named = [
            one.name for one in functions(path) if (one.end_lineno or 0) - one.lineno >= LONGEST_FUNCTION
        ]
        return [f"{lines} lines", *named] if lines > LONGEST_MODULE else named

    assert len(MODULES) > 200
    assert found_in(MODULES, long) == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in MODULES if path.name in FORBIDDEN_NAMES] == []


def test_a_module_says_what_it_is_for() -> None:
    def silent(path: Path) -> list[str]:
        return ["no docstring"] if parsed(path).body and not ast.get_docstring(parsed(path)) else []

    assert found_in(MODULES, silent) == {}


def test_doors_do_not_read_or_write_tables_themselves() -> None:
    doors = [path for path in MODULES if {"views", "forms", "views.py", "forms.py"} & set(path.parts)]

    def touching(path: Path) -> list[str]:
        asked = [
            name for name in calls(path) if ".objects." in name or name.endswith((".save", ".bulk_create"))
        ]
        return [name for name in asked if not name.startswith(("form.", "super()"))]

    assert len(doors) > 30
    assert found_in(doors, touching) == {}


def test_the_core_loads_without_django() -> None:
    names = [
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        for path in (SOURCE / "core").rglob("*.py")
    ]
    program = f"import sys, importlib\nfor n in {names!r}: importlib.import_module(n.removesuffix('.__init__'))\nassert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, env={"PYTHONPATH": "src"})


def test_the_core_has_no_clock_and_opens_nothing() -> None:
    core = sorted((SOURCE / "core").rglob("*.py"))
    forbidden = ("now", "today", "open", "print", "datetime.now", "date.today", "read_text", "time.time")

    assert len(core) > 30
    assert found_in(core, lambda path: [one for one in calls(path) if one.split(".")[-1] in forbidden]) == {}


def test_services_are_told_the_time() -> None:
    told = [path for path in MODULES if "services" in path.as_posix() or "queries" in path.as_posix()]
    forbidden = {"timezone.now", "now", "date.today"}

    assert len(told) > 20
    assert found_in(told, lambda path: [one for one in calls(path) if one in forbidden]) == {}


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
