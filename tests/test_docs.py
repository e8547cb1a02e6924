"""The documents do not promise what the program does not have, nor keep silent about what it has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

import samenspraak
from samenspraak.__main__ import parser

ROOT = Path(__file__).parent.parent
DOCS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
ROOMS_AT_WORK = {"conversations", "organisations", "figures", "socialbase", "results", "outcomes"}
FORBIDDEN = ("/work/", ".mirror", "pypi.org", "pythonhosted", "registry.npmjs")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def settings_read() -> set[str]:
    source = text("src/samenspraak/settings.py")
    names = re.findall(r'env_(?:text|flag|number|list)\(\s*"(\w+)"', source)
    return {f"SAMENSPRAAK_{name}" for name in names}


def settings_documented() -> set[str]:
    row = re.findall(r"^\| (`SAMENSPRAAK_\w+`(?:, `_\w+`)*)", text("docs/running.md"), flags=re.MULTILINE)
    found = set()
    for names in row:
        first, *rest = re.findall(r"`(\w+)`", names)
        stem = first.rsplit("_", 1)[0]
        found |= {first, *(stem + one for one in rest)}
    return found


def test_every_setting_is_documented_and_no_other() -> None:
    assert len(settings_read()) > 10
    assert settings_read() == settings_documented()


def test_every_command_is_documented() -> None:
    manual = text("docs/running.md")
    ours = [name for name, app in get_commands().items() if app.removeprefix("samenspraak.") in ROOMS_AT_WORK]
    entrance = next(action for action in parser()._actions if action.dest == "command").choices or {}

    assert len(ours) >= 4
    assert [name for name in ours if f"samenspraak manage {name}" not in manual] == []
    assert [
        name for name in entrance if f"samenspraak {name}" not in manual and f"`{name}`" not in manual
    ] == []


def routes(resolver: URLResolver, namespace: str = "") -> set[str]:
    found = set()
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            found.add(f"{namespace}{one.name}")
        elif one.namespace in ROOMS_AT_WORK:
            found |= routes(one, f"{one.namespace}:")
    return found


def test_every_address_in_the_table_exists() -> None:
    table = re.findall(r"^\| `/[^|]*\| ([^|]*) \|", text("docs/how-it-works.md"), flags=re.MULTILINE)
    named = {name for cell in table for name in re.findall(r"`([a-z_:]+)`", cell)}
    existing = routes(get_resolver()) | {"home"}

    assert len(named) > 20
    assert named <= existing, named - existing


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))

    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_document_names_a_machine_or_a_registry(path: Path) -> None:
    words = path.read_text(encoding="utf-8")

    assert [one for one in FORBIDDEN if one in words] == []


def test_the_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), flags=re.MULTILINE))
    named = {
        word
        for name in ("README.md", "CONTRIBUTING.md")
        for word in re.findall(r"(?:^|`)make ([a-z-]+)", text(name), flags=re.MULTILINE)
    }

    assert {"demo", "test"} <= named <= targets


def test_the_version_is_the_same_everywhere() -> None:
    newest = re.search(r"^## (\S+)", text("CHANGELOG.md"), flags=re.MULTILINE)
    public = yaml.safe_load(text("publiccode.yml"))

    assert newest is not None
    assert newest.group(1) == samenspraak.__version__ == public["softwareVersion"]


def test_publiccode_has_what_the_standard_asks() -> None:
    public = yaml.safe_load(text("publiccode.yml"))
    asked = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
    }

    assert asked | {"legal", "maintenance", "localisation"} <= set(public)
    assert public["legal"]["license"] == "EUPL-1.2"
    for words in public["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]


def test_every_runtime_dependency_has_its_line() -> None:
    project = text("pyproject.toml").split("dependencies = [")[1].split("]\n")[0]
    names = re.findall(r'"([a-z-]+)', project)
    reasons = text("docs/decisions/0002-dependencies.md")

    assert len(names) > 10
    assert [name for name in names if name not in reasons] == []
