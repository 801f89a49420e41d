"""Take the README's pictures from the running product."""

from __future__ import annotations

import os
import secrets
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
WIZARD, REVISION = TOP / "docs/wizard.png", TOP / "docs/review.png"
SIZE = (1280, 840)
CHANGES = (
    ("Scaling", "scaling.backend.replicas", "4"),
    ("Release", "release.change", "Four replicas for the launch."),
)
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


def review(page: Page, address: str) -> None:
    """Make an account, save the plan, change it and save it again."""
    page.goto(f"{address}account/signup/?next=/configurations/")
    words = secrets.token_urlsafe(16)
    fields = {"username": "ada", "email": "ada@acme.example", "password1": words}
    for name, value in {**fields, "password2": words}.items():
        page.locator(f"input[name={name}]").fill(value)
    page.locator("input[name=password2]").press("Enter")
    page.goto(address)
    page.get_by_role("link", name="acme-production").first.click()
    page.get_by_role("navigation", name="Steps").get_by_role("link", name="Redis").click()
    page.locator("input[name='redis.mode'][value=external]").check()
    save(page, "The first version.")
    page.get_by_role("link", name="Draft", exact=True).click()
    for step, path, value in CHANGES:
        page.get_by_role("navigation", name="Steps").get_by_role("link", name=step).click()
        page.locator(f"[name='{path}']").fill(value)
        page.get_by_role("button", name="Save draft").last.click()
    save(page, "Four replicas for the launch on Monday.")
    page.reload()


def save(page: Page, note: str) -> None:
    """Save the draft as a revision."""
    page.get_by_role("link", name="Save", exact=True).first.click()
    page.locator("textarea[name=note]").fill(note)
    page.get_by_role("button", name="Save as revision").click()
    page.get_by_role("heading", name="Revision").first.wait_for()


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
        page.screenshot(path=WIZARD)
        review(page, address)
        page.screenshot(path=REVISION)
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
        environment = {**os.environ, "DATABASE_PATH": str(Path(folder) / "picture.sqlite3")}
        for command in (["migrate", "--verbosity", "0"], ["createcachetable"]):
            subprocess.run([*manage, *command], env=environment, check=True)
        server = subprocess.Popen([*manage, "runserver", "--noreload", str(port)], env=environment)
        try:
            wait_for(port)
            photograph(f"http://127.0.0.1:{port}/", plan)
        finally:
            server.terminate()
            server.wait()
    print(f"Took {WIZARD.relative_to(TOP)} and {REVISION.relative_to(TOP)}.")


if __name__ == "__main__":
    main()
