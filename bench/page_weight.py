"""What the first visit of an answering page costs on the wire: every request a browser makes, compressed, with headers.

    python -m bench.page_weight

A browser with an empty cache fetches the page, its one stylesheet, the font, the icon and the script, and on a page with
cards the script of the drawing. Latin Extended is a second font that it fetches only when a page has such letters.
Targets: DESIGN section 9.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from uuid import uuid4

from bench._load import Answer, Talk, cookie_in, request, talk_all
from bench._seed import CARDS, CODE, STATEMENTS
from bench._server import served
from bench.answers import GROUP, HOME, expected, post

KILOBYTE = 1000
MOST = 60
MOST_REQUESTS = 6
MOST_FOR_QUESTIONS = 15
LINKED = re.compile(rb'<(?:link|script|img)[^>]*?(?:href|src)="(/static/[^"]+)"')


@dataclass(frozen=True)
class Asked:
    """An instrument with a layout, whose group sees which page of it, in words."""

    words: str
    instrument: str
    layout: str
    group: str
    page: int


ASKED = (
    Asked("one question per page", STATEMENTS, "question", GROUP, 1),
    Asked("every question on one page", STATEMENTS, "all", GROUP, 1),
    Asked("one card per page", CARDS, "question", "sociaal-domein", 2),
    Asked("every card on one page", CARDS, "all", "sociaal-domein", 1),
)


@dataclass(frozen=True)
class Weight:
    """What one page costs."""

    page: int
    whole: int
    requests: int


def main() -> int:
    """Measure both ends of how pages can be laid out, with statements and with cards; 1 when a target is missed."""
    fine = True
    for asked in ASKED:
        weight = measured(asked)
        print(
            f"first visit, {asked.words}: {weight.whole / KILOBYTE:.1f} kB on the wire (target <= {MOST}), "
            f"{weight.requests} requests (target <= {MOST_REQUESTS}), "
            f"of which the questions {weight.page / KILOBYTE:.1f} kB (target <= {MOST_FOR_QUESTIONS})"
        )
        fine = fine and weight.whole <= MOST * KILOBYTE and weight.requests <= MOST_REQUESTS
        fine = fine and weight.page <= MOST_FOR_QUESTIONS * KILOBYTE
    return 0 if fine else 1


def measured(asked: Asked) -> Weight:
    """Fetch a page of questions and everything it links to, as a browser would."""
    answers: list[Answer] = []
    with served(pages=asked.layout, instrument=asked.instrument, workers=1) as server:
        talk_all([visit(server.port, asked, answers)], port=server.port)
    sizes = [len(answer.head) + 4 + len(answer.body) for answer in answers]
    return Weight(page=sizes[0], whole=sum(sizes), requests=len(sizes))


def visit(port: int, asked: Asked, answers: list[Answer]) -> Talk:
    """Begin, and then count the page and what belongs to it."""
    begun = yield post(port, HOME, {"stap": "begin", "group": asked.group, "key": str(uuid4())})
    cookie = cookie_in(expected(begun, 302), "blad")
    path = f"/mee/{CODE}/vragen/{asked.page}/"
    plain = yield request("GET", path, port=port, cookie=cookie, encoding="identity")
    answers.append(expected((yield request("GET", path, port=port, cookie=cookie)), 200))
    for linked in dict.fromkeys(LINKED.findall(plain.body)):
        answers.append(expected((yield request("GET", linked.decode("ascii"), port=port)), 200))


if __name__ == "__main__":
    sys.exit(main())
