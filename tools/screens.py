"""Walk the demo and write a picture of every screen at 1280 and 360 px."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

CODES = {"statements": "VEEN2345", "cards": "KAART234"}
SIGN_IN = ("anna@lindeveen.example", "lindeveen-demo")
SIZES: dict[str, ViewportSize] = {
    "1280": {"width": 1280, "height": 900},
    "360": {"width": 360, "height": 740},
}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
FIRST_SCREENS = 12  # after these the questions look alike
STOPS = ["voorbereiden", "invullen", "beeld", "beeld/meningsgroepen", "beeld/agenda", "beeld/opmerkingen"]
STOPS += ["verdiepen", "verdiepen/B", "verdiepen/C", "cijfers/B", "afspreken", "verslag", "herhalen"]
CARD_STOPS = ["voorbereiden", "invullen", "beeld", "beeld/sferen", "beeld/?thema=I1", "beeld/?thema=V"]
CARD_STOPS += ["beeld/?groep=verenigingen", "beeld/agenda", "beeld/opmerkingen", "verdiepen", "verdiepen/I1"]
CARD_STOPS += ["verdiepen/V", "verdiepen/afbakening", "verdiepen/afbakening/open", "afspreken", "verslag"]
CARD_STOPS += ["verslag/?kind=report&language=nl", "herhalen"]
OPEN_STOPS = [
    "voorbereiden",
    "uitnodigen",
    "uitnodigen/poster",
    "uitnodigen/kaartjes",
    "invullen",
    "invullen/scherm",
    "invullen/invoeren",
    "invullen/papier/bewoners",
]
OPEN_CARD_STOPS = ["voorbereiden", "uitnodigen", "invullen", "invullen/papier/inwoners", "beeld/sferen"]
CONVERSATIONS = (
    ("Rondkomen en gezond blijven", 2, STOPS),
    ("Gezond rondkomen in de Veenwijk", 1, OPEN_STOPS),
    ("Onze sociale basis", 1, CARD_STOPS),
    ("Sociale basis in de Veenwijk", 1, OPEN_CARD_STOPS),
)
OTHERS = {
    "organisation": "/organisatie/",
    "account": "/organisatie/ik/",
    "keys": "/organisatie/ik/sleutels/",
    "figures": "/cijfers/",
    "figure": "/cijfers/GM0308/laag-inkomen/",
    "priorities": "/cijfers/GM0308/aandacht/",
    "map": "/sociale-basis/",
    "api": "/api/",
}


@contextmanager
def running_demo() -> Iterator[str]:
    """Start the demo on a free port in a folder of its own; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "samenspraak", "demo", "--port", str(port), "--data", folder]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ)
        try:
            wait_for(f"http://localhost:{port}/healthz")
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_for(address: str) -> None:
    """Wait until *address* answers."""
    for _try in range(300):
        try:
            urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The demo did not start.")


class Camera:
    """Writes numbered pictures of whole pages into one folder."""

    def __init__(self, folder: Path, size: str) -> None:
        self.folder, self.size, self.count = folder, size, 0

    def take(self, page: Page, name: str) -> None:
        """Write a picture of the whole page."""
        self.count += 1
        page.screenshot(path=self.folder / f"{self.count:02d}-{name}-{self.size}.png", full_page=True)


def visitor(browser: Browser, address: str, size: str) -> BrowserContext:
    """Return a browser of one person at this size."""
    return browser.new_context(base_url=address, viewport=SIZES[size], locale="nl-NL")


def walk_as_facilitator(page: Page, camera: Camera) -> None:
    """Sign in and look at every stop of the conversations, finished and open."""
    page.goto("/")
    camera.take(page, "home")
    page.goto("/account/login/")
    camera.take(page, "sign-in")
    page.fill("input[name=login]", SIGN_IN[0])
    page.fill("input[name=password]", SIGN_IN[1])
    page.click("main button[type=submit]")
    camera.take(page, "conversations")
    page.goto("/gesprekken/nieuw/")
    camera.take(page, "new")
    for title, number, stops in CONVERSATIONS:
        look_at_conversation(page, camera, title, number, stops)
    for name, address in OTHERS.items():
        page.goto(address)
        camera.take(page, name)


def look_at_conversation(page: Page, camera: Camera, title: str, number: int, stops: Sequence[str]) -> None:
    """Look at the conversation's own page and at each stop of one round."""
    page.goto("/gesprekken/")
    page.locator("a", has_text=title).first.click()
    page.wait_for_load_state()
    camera.take(page, "overview")
    conversation = page.url.split("/gesprekken/")[1].split("/")[0]
    for stop in stops:
        address = stop if "?" in stop else f"{stop}/"
        answer = page.goto(f"/gesprekken/{conversation}/{number}/{address}")
        if answer is not None and answer.ok:
            camera.take(page, "-".join(re.findall(r"\w+", stop)))


def walk_as_participant(page: Page, camera: Camera, name: str) -> None:
    """Take part in an open round, from the code to the card."""
    page.goto("/mee/")
    camera.take(page, "code")
    page.goto(f"/mee/{CODES[name]}/")
    for screen in range(60):
        if screen < FIRST_SCREENS or "/vragen/" not in page.url:
            camera.take(page, f"{name}-{screen:02d}")
        if "/klaar" in page.url or not step_on(page):
            break
    for last in ("kaart", "beeld", "gedaan"):
        page.goto(f"/mee/{CODES[name]}/{last}/")
        camera.take(page, f"{name}-{last}")


def step_on(page: Page) -> bool:
    """Answer what is asked on this screen and go on; False when there is nothing to go on with."""
    fields = page.locator("main input[type=radio]").evaluate_all("all => all.map(each => each.name)")
    for field in dict.fromkeys(fields):
        marks = page.locator(f"main input[type=radio][name='{field}']:visible")
        if marks.count():
            # Of a card that does not belong, nothing more would be asked.
            marks.nth(0 if field.endswith("-hoort") else min(2, marks.count() - 1)).check(force=True)
    button = page.locator("main .utrecht-button--primary-action").first
    if not button.count():
        return False
    before = page.url
    button.click()
    page.wait_for_url(lambda address: address != before)
    page.wait_for_load_state()
    return True


def main(folder: Path) -> int:
    """Write all pictures into *folder*."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with running_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for size in SIZES:
            camera = Camera(folder, size)
            walk_as_facilitator(visitor(browser, address, size).new_page(), camera)
            for name in CODES:
                walk_as_participant(visitor(browser, address, size).new_page(), camera, name)
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screens")))
