"""What a person does in the wizard, by its labels, as they see it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import generators
from configurator.plans.steps import STEPS
from configurator.wizard.form import html_id

if TYPE_CHECKING:
    from playwright.sync_api import Page


def start(page: Page, preset: generators.Preset) -> None:
    """Choose a preset on the front page."""
    page.goto("/")
    page.get_by_role("button", name=f"Start from {preset.title}").click()


def fill_in(page: Page, preset: generators.Preset) -> None:
    """Go through all steps and fill in what is marked, leaving each by its main button."""
    page.get_by_role("link", name="All settings").first.click()
    for step in STEPS:
        page.get_by_role("heading", name=step.title, exact=True).first.wait_for()
        answers = [item for item in preset.blanks.items() if item[0].startswith(f"{step.slug}.")]
        facts = [(path, value) for path, value in answers if isinstance(value, bool)]
        for path, value in facts:
            _answer(page, path, value)
        if facts:
            # A fact may bring up another question: a failover plan, where there is a standby.
            with page.expect_navigation():
                page.get_by_role("button", name="Save draft").click()
        for path, value in answers:
            if not isinstance(value, bool):
                _answer(page, path, value)
        with page.expect_navigation():
            page.locator("button[name=go]").click()
    page.get_by_role("heading", name="Findings and files", exact=True).wait_for()


def _answer(page: Page, path: str, value: Any) -> None:
    field = page.locator(f"#field-{html_id(path)}")
    if isinstance(value, bool):
        page.locator(f"input[name='{path}'][value='{'yes' if value else 'no'}']").check()
    elif page.locator(f"input[name='{path}'][type=radio]").count():
        page.locator(f"input[name='{path}'][value='{value}']").check()
    elif field.evaluate("each => each.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill("\n".join(value) if isinstance(value, list | tuple) else str(value))
