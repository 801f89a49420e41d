from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest

import generators
from tests.browser.walking import fill_in
from tests.browser.walking import start

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page

# `tests/web/test_walk.py` goes this way from each preset.
WITH_JAVASCRIPT, WITHOUT = generators.PRESETS[2], generators.PRESETS[1]


@pytest.fixture
def plain_page(chromium: Browser, page: Page, live_server: Any) -> Iterator[Page]:
    """Open a page in a browser that runs no JavaScript."""
    with chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, accept_downloads=True
    ) as context:
        context.set_default_timeout(10_000)
        yield context.new_page()


def downloaded(page: Page, folder: Path) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the bundle").click()
    download.value.save_as(folder)
    return folder.read_bytes()


def test_from_the_front_page_to_the_zip(page: Page, tmp_path: Path) -> None:
    preset = WITH_JAVASCRIPT
    start(page, preset)
    fill_in(page, preset)

    content = downloaded(page, tmp_path / "bundle.zip")

    assert content == generators.bundle(preset.filled()).zipped()
    assert zipfile.is_zipfile(tmp_path / "bundle.zip")


def test_the_same_without_javascript(plain_page: Page, tmp_path: Path) -> None:
    preset = WITHOUT
    start(plain_page, preset)
    fill_in(plain_page, preset)

    content = downloaded(plain_page, tmp_path / "bundle.zip")

    assert content == generators.bundle(preset.filled()).zipped()
