"""Release a version of an instrument: from then on its file is never edited.

Usage: python tools/release_instrument.py SLUG VERSION
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import yaml

from samenspraak.core.instrument import InstrumentFault, load_instrument

INSTRUMENTS = Path(__file__).resolve().parent.parent / "src" / "samenspraak" / "instruments"
LIST = "released.yaml"


class ReleaseRefused(Exception):
    """This version cannot be released; the message says why."""


def released(folder: Path) -> list[dict[str, str]]:
    """Return the released versions, each with slug, version and sha256, oldest first."""
    return yaml.safe_load((folder / LIST).read_text(encoding="utf-8")) or []


def broken_promises(folder: Path) -> list[str]:
    """Return what is wrong with the list: a released file that is gone or changed, a version listed twice."""
    entries = released(folder)
    names = [f"{entry['slug']}/{entry['version']}.yaml" for entry in entries]
    twice = [f"{name} is listed twice" for name in sorted(set(names)) if names.count(name) > 1]
    changed = [
        f"{name} was changed after its release; make a new version instead"
        for name, entry in zip(names, entries, strict=True)
        if _digest(folder / name) != entry["sha256"]
    ]
    return twice + changed


def release(folder: Path, *, slug: str, version: str) -> str:
    """Add a version to the list and return its digest; ReleaseRefused when it may not be released."""
    if any((entry["slug"], entry["version"]) == (slug, version) for entry in released(folder)):
        raise ReleaseRefused(f"{slug} {version} was released before; make a new version instead")
    path = folder / slug / f"{version}.yaml"
    _check(path, slug=slug, version=version)
    digest = _digest(path)
    line = f'- {{slug: {slug}, version: "{version}", sha256: {digest}}}\n'
    with (folder / LIST).open("a", encoding="utf-8", newline="\n") as file:
        file.write(line)
    return digest


def _check(path: Path, *, slug: str, version: str) -> None:
    if not path.is_file():
        raise ReleaseRefused(f"there is no file {path}")
    try:
        instrument = load_instrument(path.read_bytes(), name=path.name)
    except InstrumentFault as fault:
        raise ReleaseRefused(str(fault)) from fault
    if (instrument.id, instrument.version) != (slug, version):
        raise ReleaseRefused(f"{path.name} says it is {instrument.id} {instrument.version}")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "gone"


def main() -> int:
    """Release what the command line names."""
    parser = argparse.ArgumentParser(description="Release a version of an instrument.")
    parser.add_argument("slug")
    parser.add_argument("version")
    wanted = parser.parse_args()
    try:
        print(release(INSTRUMENTS, slug=wanted.slug, version=wanted.version))
    except ReleaseRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
