"""Zipped documents: change a file inside and leave the rest as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

Change = Callable[[str], str]


def rewritten(archive: bytes, changes: Mapping[str, Change]) -> bytes:
    """Return the archive with each named file changed; "mimetype" stays first and uncompressed, as ODF asks."""
    made = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(made, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if change := changes.get(entry.filename):
                content = change(content.decode("utf-8")).encode("utf-8")
            new.writestr(entry, content, ZIP_STORED if entry.filename == "mimetype" else ZIP_DEFLATED)
    return made.getvalue()
