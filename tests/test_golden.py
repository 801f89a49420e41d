"""Whole bundles as they were reviewed; `make golden` rewrites them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import generators
from configurator.management.commands.generate import write_folder
from tests.plans import branches

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("api-managed", "web-company", "public-docs", "small-team", "everything")


@pytest.mark.parametrize("name", NAMES)
def test_a_bundle_is_as_it_was_reviewed(name: str, update_golden: bool) -> None:
    bundle = generators.bundle(branches()[name])
    folder = GOLDEN / name
    if update_golden:
        shutil.rmtree(folder, ignore_errors=True)
        write_folder(bundle, folder)

    reviewed = {
        path.relative_to(folder / bundle.name).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((folder / bundle.name).rglob("*"))
        if path.is_file()
    }

    assert {file.path: file.text for file in bundle.files} == reviewed
