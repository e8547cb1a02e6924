"""The command: samenspraak demo | serve | work | analyse | figures | manage …"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from samenspraak import __version__, analysing

WORK_PAUSE = 5.0
TICK_PAUSE = 60.0


def main(arguments: list[str] | None = None) -> int:
    """Run one subcommand; the exit code says whether it went well."""
    given = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenspraak.settings")
    if given[:1] == ["manage"]:
        return manage(given[1:])
    if given[:1] == ["figures"]:
        return manage(given)
    options = parser().parse_args(given)
    if options.command == "analyse":
        return analysing.run(options)
    if options.command == "demo":
        return demo(options)
    if options.command == "serve":
        return serve(options)
    return work()


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="samenspraak", description="Structured conversations that lead to action."
    )
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(dest="command", required=True)
    showing = commands.add_parser("demo", help="start with an invented municipality, on this machine only")
    serving = commands.add_parser("serve", help="start for real; settings come from the environment")
    commands.add_parser("work", help="send mails and do what the clock asks (serve and demo start it too)")
    add_analyse(
        commands.add_parser("analyse", help="the picture of your own table of answers; needs no database")
    )
    commands.add_parser("figures", help="official figures: figures update [--source …] [--from FILE]")
    commands.add_parser("manage", help="any management command, for example: manage adduser")
    for one in (showing, serving):
        one.add_argument("--host", default="127.0.0.1")
        one.add_argument("--port", type=int, default=8000)
        one.add_argument("--workers", type=int, default=2)
    showing.add_argument("--data", default="samenspraak-demo", help="folder for the demo's database")
    showing.add_argument("--fresh", action="store_true", help="throw away an earlier demo and begin anew")
    return top


def add_analyse(parser: argparse.ArgumentParser) -> None:
    """Describe the options of ``analyse`` (docs/analyse.md)."""
    parser.add_argument("instrument", metavar="INSTRUMENT.yaml", help="the questions")
    parser.add_argument("answers", metavar="ANSWERS", help="CSV (UTF-8) or XLSX: a row per respondent")
    parser.add_argument(
        "--group", default="", metavar="COLUMN", help="the column that says to which group one belongs"
    )
    parser.add_argument(
        "--importance",
        action="extend",
        nargs="+",
        default=[],
        metavar="COLUMNS",
        help="columns with the importance of a theme: THEME=COLUMN,…, or columns in the order of the themes",
    )
    parser.add_argument(
        "--ignore", action="extend", nargs="+", default=[], metavar="COLUMNS", help="columns not to read"
    )
    parser.add_argument(
        "--unknown", default="", metavar="CODE", help='a code for "I don\'t know", beside ? and its words'
    )
    parser.add_argument(
        "--expected",
        action="extend",
        nargs="+",
        default=[],
        metavar="GROUP=NUMBER",
        help="how many people there are",
    )
    parser.add_argument("--k", type=fewest, default=5, metavar="K", help="fewest people to show (default: 5)")
    parser.add_argument("--format", choices=("json", "html"), default="json")
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help="of the HTML page")


def fewest(text: str) -> int:
    """Return how many people are needed before anything is shown."""
    if text.isdecimal() and len(text) < 4 and 1 <= int(text) <= 100:
        return int(text)
    raise argparse.ArgumentTypeError("write a number from 1 to 100")


def manage(arguments: list[str]) -> int:
    """Run a management command."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["samenspraak manage", *arguments])
    return 0


def demo(options: argparse.Namespace) -> int:
    """Start on SQLite with an invented municipality; nothing needs to be set."""
    folder = Path(options.data).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if options.fresh:
        for old in folder.glob("samenspraak.sqlite3*"):
            old.unlink()
    for name in [name for name in os.environ if name.startswith("SAMENSPRAAK_")]:
        del os.environ[name]
    os.environ |= {
        "SAMENSPRAAK_DEMO": "yes",
        "SAMENSPRAAK_DATA": str(folder),
        "SAMENSPRAAK_SECRET_KEY": kept_secret(folder / "secret"),
        "SAMENSPRAAK_BASE_URL": f"http://localhost:{options.port}",
        "SAMENSPRAAK_ALLOWED_HOSTS": "localhost,127.0.0.1",
    }
    prepare()
    from samenspraak.demo import fill_demo

    print(fill_demo().describe(f"http://localhost:{options.port}"), flush=True)
    return run(options)


def kept_secret(path: Path) -> str:
    """Return the secret in *path*, made at the first start and readable by its owner only."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


def serve(options: argparse.Namespace) -> int:
    """Start for real, unless the settings are unsafe."""
    from django.conf import settings

    from samenspraak.safety import DEMO_IN_EARNEST, faults

    if found := faults(settings):
        return refuse(found)
    prepare()
    from samenspraak.organisations.queries.people import has_demo

    if has_demo():
        return refuse([DEMO_IN_EARNEST])
    print(f"Samenspraak {__version__} listens on http://{options.host}:{options.port}", flush=True)
    return run(options)


def refuse(faults: list[str]) -> int:
    """Say why the program does not start."""
    told = ["Samenspraak does not start, because:", *(f"- {fault}" for fault in faults)]
    print(*told, sep="\n", file=sys.stderr)
    return 1


def prepare() -> None:
    """Bring the tables, the static files and the instruments up to date; what was erased stays erased."""
    import django
    from django.core.management import call_command

    django.setup()
    with ThreadPoolExecutor(max_workers=1) as beside:
        # Mostly compressing, which leaves this thread free; it touches no table.
        static = beside.submit(call_command, "collectstatic", verbosity=0, interactive=False)
        call_command("migrate", verbosity=0, interactive=False)
        static.result()
    call_command("instruments", verbosity=0)
    call_command("erase_again", verbosity=0)


def run(options: argparse.Namespace) -> int:
    """Serve until stopped, with the worker beside it."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    worker = subprocess.Popen([sys.executable, "-m", "samenspraak", "work"])
    server = Granian(
        target="samenspraak.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        # More threads only queue for Python's one lock; one would let a single report hold up a whole worker.
        blocking_threads=2,
        backlog=2048,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )
    try:
        server.serve()
    finally:
        worker.terminate()
        worker.wait(timeout=10)
    return 0


def work() -> int:
    """Run queued tasks, and each minute what the clock asks of the rooms; until stopped."""
    import django
    from django.core.management import call_command

    django.setup()
    next_tick = 0.0
    while True:
        call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)
        if time.monotonic() >= next_tick:
            call_command("tick", verbosity=0)
            next_tick = time.monotonic() + TICK_PAUSE
        time.sleep(WORK_PAUSE)


if __name__ == "__main__":
    sys.exit(main())
