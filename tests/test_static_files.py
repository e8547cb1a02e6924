"""What a page or a script asks for is there, under a name that changes with what is in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from samenspraak.settings import STORAGES

IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\./[^"']+)["']""")
HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+(?:\.gz|\.br)?$")


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    with override_settings(STORAGES=STORAGES, STATIC_ROOT=str(tmp_path)):
        call_command("collectstatic", verbosity=0, interactive=False)
    return tmp_path


def test_every_script_finds_what_it_imports_and_nothing_has_a_plain_name(collected: Path) -> None:
    files = [one for one in collected.rglob("*") if one.is_file() and one.name != "staticfiles.json"]
    imports = [
        script.parent / name
        for script in files
        if script.suffix == ".js" and script.parent.name == "js"
        for name in IMPORTED.findall(script.read_text(encoding="utf-8"))
    ]

    assert [one.name for one in files if not HASHED.search(one.name)] == []
    assert imports
    assert all(one.is_file() and HASHED.search(one.name) for one in imports)
