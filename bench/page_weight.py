"""What the first visit of an answering page costs on the wire: every request a browser makes, compressed, with headers.

    python -m bench.page_weight

A browser with an empty cache fetches the page, its one stylesheet, the font, the icon and the script. Latin
Extended is a second font that it fetches only when a page has such letters. Targets: DESIGN section 9.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from uuid import uuid4

from bench._load import Answer, Talk, cookie_in, request, talk_all
from bench._seed import CODE
from bench._server import served
from bench.answers import GROUP, HOME, expected, post

KILOBYTE = 1000
MOST = 60
MOST_REQUESTS = 6
MOST_FOR_QUESTIONS = 15
LINKED = re.compile(rb'<(?:link|script|img)[^>]*?(?:href|src)="(/static/[^"]+)"')
LAYOUTS = {"question": "one question per page", "all": "every question on one page"}


@dataclass(frozen=True)
class Weight:
    """What one page costs."""

    page: int
    whole: int
    requests: int


def main() -> int:
    """Measure both ends of how pages can be laid out; 1 when a target is missed."""
    fine = True
    for layout, words in LAYOUTS.items():
        weight = measured(layout)
        print(
            f"first visit, {words}: {weight.whole / KILOBYTE:.1f} kB on the wire (target <= {MOST}), "
            f"{weight.requests} requests (target <= {MOST_REQUESTS}), "
            f"of which the questions {weight.page / KILOBYTE:.1f} kB (target <= {MOST_FOR_QUESTIONS})"
        )
        fine = fine and weight.whole <= MOST * KILOBYTE and weight.requests <= MOST_REQUESTS
        fine = fine and weight.page <= MOST_FOR_QUESTIONS * KILOBYTE
    return 0 if fine else 1


def measured(layout: str) -> Weight:
    """Fetch the first page of questions and everything it links to, as a browser would."""
    answers: list[Answer] = []
    with served(pages=layout, workers=1) as server:
        talk_all([visit(server.port, answers)], port=server.port)
    sizes = [len(answer.head) + 4 + len(answer.body) for answer in answers]
    return Weight(page=sizes[0], whole=sum(sizes), requests=len(sizes))


def visit(port: int, answers: list[Answer]) -> Talk:
    """Begin, and then count the page and what belongs to it."""
    begun = yield post(port, HOME, {"stap": "begin", "group": GROUP, "key": str(uuid4())})
    cookie = cookie_in(expected(begun, 302), "blad")
    path = f"/mee/{CODE}/vragen/1/"
    plain = yield request("GET", path, port=port, cookie=cookie, encoding="identity")
    answers.append(expected((yield request("GET", path, port=port, cookie=cookie)), 200))
    for linked in dict.fromkeys(LINKED.findall(plain.body)):
        answers.append(expected((yield request("GET", linked.decode("ascii"), port=port)), 200))


if __name__ == "__main__":
    sys.exit(main())
