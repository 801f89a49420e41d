from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

from configurator.models import User
from tests.browser.barriers import barriers
from tests.web.conftest import revise
from tests.web.conftest import saved
from tests.web.test_comparison import pair

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from configurator.models import Configuration
    from configurator.models import Revision

__all__ = ["revise", "saved"]

COPIED = """() => {
  const chosen = document.createRange();
  chosen.selectNodeContents(document.querySelector("#file-plan-yaml tbody"));
  getSelection().addRange(chosen);
  return getSelection().toString();
}"""


@pytest.fixture
def address(page: Page, saved: Configuration, revise: Callable[..., Revision], author: User) -> str:
    """Sign the author in, and return the address of what changed between two revisions."""
    revise({"ingress.timeoutSeconds": 600})
    client = Client()
    client.force_login(author)
    name = settings.SESSION_COOKIE_NAME
    page.goto("/healthz")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": page.url}])
    return pair(saved, "1", "2")


def test_what_is_copied_has_no_signs_and_no_numbers(page: Page, address: str) -> None:
    page.goto(address)

    lines = page.evaluate(COPIED).splitlines()

    assert "    timeoutSeconds: 330" in lines
    assert "    timeoutSeconds: 600" in lines
    assert not [line for line in lines if line.startswith(("@@", "+", "−", "1"))]


@pytest.mark.parametrize(
    ("scheme", "width", "view"), [("light", 1280, "unified"), ("dark", 390, "split")]
)
def test_differences_keep_nobody_out(
    page: Page, address: str, scheme: str, width: int, view: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # a literal, parametrised
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(f"{address}&view={view}")

    assert not barriers(page)


def test_side_by_side_becomes_one_column_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})

    page.goto(f"{address}&view=split")

    table = page.locator("#file-plan-yaml table")
    assert table.locator(".same > .right").first.is_hidden()
    assert page.locator("main").evaluate("each => each.scrollWidth <= innerWidth")
