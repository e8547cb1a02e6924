"""Lists to read in, for the tests: made, sent, and confirmed."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.conversations.phones import hidden

URL = "/sociale-basis/inlezen/"
Rows = Sequence[Sequence[object]]


def as_csv(rows: Rows) -> bytes:
    return "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows).encode("utf-8-sig")


def as_xlsx(rows: Rows) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                page.write(number, place, cell)
    return made.getvalue()


def as_json(told: object) -> bytes:
    return json.dumps(told).encode()


def upload(client: Client, content: bytes, *, name: str = "lijst.csv", **fields: Any) -> Any:
    form = {"file": SimpleUploadedFile(name, content), "usual_kind": "association", **fields}
    return client.post(URL, form)


def read_in(client: Client, content: bytes, choices: dict[str, str] | None = None, **fields: Any) -> Any:
    preview = upload(client, content, **fields)
    assert preview.status_code == 200, preview.content.decode()[-3000:]
    return client.post(f"{URL}bewaren/", {"lijst": hidden(preview, "lijst"), **(choices or {})}, follow=True)
