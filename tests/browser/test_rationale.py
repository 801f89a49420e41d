"""The rationale is read on one screen, and printed on two pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import generators
from configurator.access import Visitor
from configurator.services import drafts
from configurator.services import revisions

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from configurator.models import User

HEIGHT = 3000  # CSS pixels, in a window 1280 wide
SHEETS = 2


@pytest.mark.parametrize("preset", generators.PRESETS, ids=lambda preset: preset.slug)
def test_the_rationale_of_a_preset_is_one_screen_and_two_sheets(
    preset: generators.Preset, author: User, opened: Callable[..., Page]
) -> None:
    draft = drafts.create(Visitor(author), preset.filled())
    revisions.save(draft.pk, author, "First.")
    page = opened(author, viewport={"width": 1280, "height": 900})

    for path in ("rationale/", "r/1/rationale/"):
        page.goto(f"/c/{draft.pk}/{path}")
        assert page.evaluate("document.documentElement.scrollHeight") < HEIGHT
        sheets = max(map(int, re.findall(rb"/Count (\d+)", page.pdf(format="A4"))))
        assert sheets <= SHEETS
