"""Somebody who works on a review in a browser, by mouse or by keyboard, and what it costs them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from tests.people import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Locator
    from playwright.sync_api import Page

MOST_TABS = 250
ARROWS = 5
FOCUSED = "target => target === document.activeElement"
FOCUSED_NAME = "name => document.activeElement?.name === name"


class Worker:
    """A person at a page. Counts their clicks, the fields that they type in, and their keys."""

    def __init__(self, page: Page, *, keyboard: bool = False) -> None:
        self.page, self.keyboard = page, keyboard
        self.clicks = self.fields = self.keys = 0
        self.steps: list[str] = []

    def press(self, role: Literal["link", "button"], name: str) -> None:
        """Press a link or a button by its name."""
        self.press_at(self.page.get_by_role(role, name=name).first, name)

    def press_at(self, target: Locator, name: str) -> None:
        """Press something that was found."""
        self.clicks += 1
        self.steps.append(name)
        if not self.keyboard:
            target.click()
            return
        self._reach(target)
        self._key("Enter")

    def choose(self, label: str) -> None:
        """Choose a radio button, or tick a box."""
        self.clicks += 1
        self.steps.append(f"({label})")
        target = self.page.get_by_label(label).first
        if not self.keyboard:
            target.check()
        elif target.get_attribute("type") == "checkbox":
            self._reach(target)
            self._key("Space")
        else:
            self._choose_by_arrows(target)

    def fill(self, target: Locator, text: str) -> None:
        """Type into a field."""
        self.fields += 1
        self.steps.append(f"[{text[:20]}]")
        if not self.keyboard:
            target.fill(text)
            return
        self._reach(target)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def sign_up(self, username: str) -> None:
        """Fill the form that makes an account."""
        address = f"{username}@acme.example"
        fields = {"username": username, "email": address}
        for name, text in {**fields, "password1": PASSWORD, "password2": PASSWORD}.items():
            self.fill(self.page.locator(f"input[name={name}]"), text)
        self.press("button", "Create account")

    def comment(self, opener: Locator, text: str, value: str = "") -> None:
        """Comment where the comparison shows something, as a part of a review."""
        self.press_at(opener, "Comment")
        form = self.page.locator("form.comment-form:visible").last
        self.fill(form.get_by_label("Comment", exact=True), text)
        if value:
            self.press_at(form.get_by_text("Suggest a value"), "Suggest a value")
            self.fill(form.get_by_label("Suggested value"), value)
        self.press_at(form.locator("button[name=pending]"), "Add to review")
        self.page.locator(".comment", has_text=text).first.wait_for()

    def _key(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    def _reach(self, target: Locator) -> None:
        """Press Tab until the target has the focus."""
        target.wait_for()
        before = self.keys
        while not target.evaluate(FOCUSED):
            assert self.keys - before < MOST_TABS, f"Tab does not reach {target}"
            self._key("Tab")

    def _choose_by_arrows(self, target: Locator) -> None:
        """Reach a group of radio buttons by Tab, and go to one of them by the arrows."""
        name, before = target.get_attribute("name"), self.keys
        while not self.page.evaluate(FOCUSED_NAME, name):
            assert self.keys - before < MOST_TABS, f"Tab does not reach {name}"
            self._key("Tab")
        for key in ("Space", *["ArrowDown"] * ARROWS):
            if not target.is_checked():
                self._key(key)
        assert target.is_checked(), name
