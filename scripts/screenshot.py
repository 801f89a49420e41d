"""Take the README's picture, docs/wizard.png, from the running product."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOP = Path(__file__).resolve().parent.parent
PICTURE = TOP / "docs/wizard.png"
SIZE = (1280, 840)
PATIENCE = 30  # seconds that the server may take to start


def free_port() -> int:
    """Let the system name a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until the server answers, or give up."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("The server did not start.")


def walk(page: Page, address: str, plan: Path) -> None:
    """Upload a finished plan, and make one mistake that the guide forbids."""
    page.goto(address)
    page.set_input_files("#plan", plan)
    page.get_by_role("button", name="Upload").click()
    page.get_by_role("navigation", name="Steps").get_by_role("link", name="Redis").click()
    page.locator("input[name='redis.mode'][value=none]").check()
    page.locator("#notes-redis-mode .note").first.wait_for()
    page.locator("#panel details").first.evaluate("each => { each.open = true; }")


def photograph(address: str, plan: Path) -> None:
    """Open the product in this machine's Chromium and take the picture."""
    from playwright.sync_api import sync_playwright

    from tests import machine

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=machine.chromium(), args=list(machine.CHROMIUM_FLAGS)
        )
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        walk(page, address, plan)
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()


def main() -> None:
    """Serve a database of its own for as long as the picture takes."""
    sys.path.insert(0, str(TOP))
    import generators

    port, manage = free_port(), [sys.executable, str(TOP / "manage.py")]
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "acme.yaml"
        named = {"metadata.name": "acme-production"}
        filled = generators.revised(generators.PRESETS[1].filled(), named)
        plan.write_text(generators.plan_yaml(filled), encoding="utf-8")
        place = {**os.environ, "DATABASE_PATH": str(Path(folder) / "picture.sqlite3")}
        subprocess.run([*manage, "migrate", "--verbosity", "0"], env=place, check=True)
        server = subprocess.Popen([*manage, "runserver", "--noreload", str(port)], env=place)
        try:
            wait_for(port)
            photograph(f"http://127.0.0.1:{port}/", plan)
        finally:
            server.terminate()
            server.wait()
    print(f"Took {PICTURE.relative_to(TOP)}.")


if __name__ == "__main__":
    main()
