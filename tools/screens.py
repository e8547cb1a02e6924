"""Walk the demo and write a picture of every screen at 1280 and 360 px."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

CODE = "VEEN2345"
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
OTHERS = {
    "organisation": "/organisatie/",
    "account": "/organisatie/ik/",
    "keys": "/organisatie/ik/sleutels/",
    "figures": "/cijfers/",
    "figure": "/cijfers/GM0308/laag-inkomen/",
    "priorities": "/cijfers/GM0308/aandacht/",
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
    """Sign in and look at every stop of the finished conversation and of the open one."""
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
    for title, number in (("Rondkomen en gezond blijven", 2), ("Gezond rondkomen in de Veenwijk", 1)):
        look_at_conversation(page, camera, title, number)
    for name, address in OTHERS.items():
        page.goto(address)
        camera.take(page, name)


def look_at_conversation(page: Page, camera: Camera, title: str, number: int) -> None:
    """Look at the conversation's own page and at each stop of one round."""
    page.goto("/gesprekken/")
    page.locator("a", has_text=title).first.click()
    page.wait_for_load_state()
    camera.take(page, "overview")
    conversation = page.url.split("/gesprekken/")[1].split("/")[0]
    for stop in STOPS if number == 2 else OPEN_STOPS:
        answer = page.goto(f"/gesprekken/{conversation}/{number}/{stop}/")
        if answer is not None and answer.ok:
            camera.take(page, stop.replace("/", "-"))


def walk_as_participant(page: Page, camera: Camera) -> None:
    """Take part in the open round, from the code to the card."""
    page.goto("/mee/")
    camera.take(page, "code")
    page.goto(f"/mee/{CODE}/")
    for screen in range(60):
        if screen < FIRST_SCREENS or "/vragen/" not in page.url:
            camera.take(page, f"participant-{screen:02d}")
        if "/klaar" in page.url or not step_on(page):
            break
    for name in ("kaart", "beeld", "gedaan"):
        page.goto(f"/mee/{CODE}/{name}/")
        camera.take(page, f"participant-{name}")


def step_on(page: Page) -> bool:
    """Answer what is asked on this screen and go on; False when there is nothing to go on with."""
    marks = page.locator("main input[type=radio]")
    if marks.count():
        marks.nth(min(2, marks.count() - 1)).check(force=True)
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
            walk_as_participant(visitor(browser, address, size).new_page(), camera)
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screens")))
