"""Durable answers per second: one step at 64 phones, and whole respondents with every question on one page.

    python -m bench.answers            SQLite, as ``samenspraak serve`` runs it
    python -m bench.answers --database postgresql://…

The load client shares the machine's cores with the server. Every acknowledged answer is counted in the
database afterwards. Targets: DESIGN section 9 and docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import uuid4

from bench import _counts
from bench._load import Answer, Heard, Talk, cookie_in, request, talk_all
from bench._seed import CODE
from bench._server import Served, served

CLIENTS = 64
SECONDS = 8.0
WARM_UP = 1.5
STEPS_TARGET = 1000
FLOWS_TARGET = 25 * 9
LIMESURVEY = 9
HOME = f"/mee/{CODE}/"
GROUP = "beleid-armoede"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print one line per figure; 1 when a target is missed or an answer is lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--database", default="", help="postgresql://…; empty for SQLite in a temporary folder"
    )
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(arguments)
    p99_target = 100 if options.database else 150
    print(f"the disk alone: {disk_writes():,.0f} durable writes of 4 kB a second, one after another")
    with served(pages="question", database=options.database, workers=options.workers) as server:
        steps_fine = steps(server, p99_target=p99_target)
    with served(pages="all", database=options.database, workers=options.workers) as server:
        flows_fine = flows(server)
    return 0 if steps_fine and flows_fine else 1


def disk_writes() -> float:
    """Return how many writes a second this disk keeps, one after another: what every database here stands on."""
    with tempfile.NamedTemporaryFile(prefix="samenspraak-bench-") as file:
        began, count = time.perf_counter(), 200
        for number in range(count):
            os.pwrite(file.fileno(), b"x" * 4096, number * 4096)
            os.fdatasync(file.fileno())
        return count / (time.perf_counter() - began)


def steps(server: Served, *, p99_target: int) -> bool:
    """Measure answering one question: a POST that is acknowledged once it is on the disk."""
    tokens: list[str] = []
    talk_all([joining(server.port, tokens) for _ in range(CLIENTS)], port=server.port)
    talk_all([answering(server.port, token, WARM_UP) for token in tokens], port=server.port)
    heard = talk_all([answering(server.port, token, SECONDS) for token in tokens], port=server.port)
    p99 = heard.percentile(0.99)
    print(
        f"steps saved, {CLIENTS} clients: {heard.per_second:,.0f}/s (target >= {STEPS_TARGET:,}), "
        f"p50 {heard.percentile(0.5):.0f} ms, p99 {p99:.0f} ms (target <= {p99_target}), answers {heard.statuses}"
    )
    return heard.per_second >= STEPS_TARGET and p99 <= p99_target and set(heard.statuses) == {303}


def flows(server: Served) -> bool:
    """Measure whole respondents: join, begin, read, answer everything, send."""
    fields = dict.fromkeys(_counts.fields(server.environment), "3") | {"naar": "volgende"}
    talk_all([respondent(server.port, fields, WARM_UP) for _ in range(CLIENTS)], port=server.port)
    before = _counts.sent(server.environment)
    heard = talk_all([respondent(server.port, fields, SECONDS) for _ in range(CLIENTS)], port=server.port)
    kept = _counts.sent(server.environment) - before
    rate = kept / heard.lasted
    print(
        f"whole respondents, {CLIENTS} clients, all questions on one page: {rate:,.0f}/s "
        f"(target >= {FLOWS_TARGET} = 25 x LimeSurvey's {LIMESURVEY}), that is {rate / LIMESURVEY:.0f} x; "
        f"p50 {heard.percentile(0.5):.0f} ms, p99 {heard.percentile(0.99):.0f} ms per request, "
        f"sheets kept {kept} of {acknowledged(heard)} acknowledged"
    )
    return rate >= FLOWS_TARGET and kept == acknowledged(heard)


def joining(port: int, tokens: list[str]) -> Talk:
    """Begin a sheet and remember its cookie."""
    answer = yield post(port, HOME, {"stap": "begin", "group": GROUP, "key": str(uuid4())})
    tokens.append(cookie_in(expected(answer, 302), "blad"))


def answering(port: int, cookie: str, seconds: float) -> Talk:
    """Answer one question after another, each time something else than before."""
    until = time.perf_counter() + seconds
    count = 0
    while time.perf_counter() < until:
        mark = str(1 + count % 5)
        answer = yield post(port, f"{HOME}vragen/1/", {"A1": mark, "naar": "volgende"}, cookie=cookie)
        expected(answer, 303)
        count += 1


def respondent(port: int, fields: dict[str, str], seconds: float) -> Talk:
    """Be one respondent after another, with every page a browser would fetch up to sending."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        expected((yield request("GET", HOME, port=port)), 200)
        begun = yield post(port, HOME, {"stap": "begin", "group": GROUP, "key": str(uuid4())})
        cookie = cookie_in(expected(begun, 302), "blad")
        expected((yield request("GET", f"{HOME}vragen/1/", port=port, cookie=cookie)), 200)
        expected((yield post(port, f"{HOME}vragen/1/", fields, cookie=cookie)), 303)
        expected((yield post(port, f"{HOME}controleren/", {}, cookie=cookie)), 302)


def post(port: int, path: str, fields: dict[str, str], *, cookie: str = "") -> bytes:
    """Return a form as a request."""
    return request("POST", path, port=port, cookie=cookie, body=urlencode(fields).encode("ascii"))


def expected(answer: Answer, status: int) -> Answer:
    """Return the answer; anything else than expected ends the measurement."""
    if answer.status != status:
        raise RuntimeError(f"{answer.status} where {status} was expected: {answer.body[:500]!r}")
    return answer


def acknowledged(heard: Heard) -> int:
    """Return how many sheets were acknowledged: each respondent gets two answers 302, beginning and sending."""
    return heard.statuses.get(302, 0) // 2


if __name__ == "__main__":
    sys.exit(main())
