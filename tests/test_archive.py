"""The archive of a bundle, opened by other programs than ours."""

from __future__ import annotations

import stat
from io import BytesIO
from zipfile import ZipFile

import pytest

import generators
from generators.plan import recommended
from tests.plans import everything


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert generators.bundle(everything()).zipped() == generators.bundle(everything()).zipped()


def test_every_entry_lies_in_the_folder_of_the_plan() -> None:
    archive = ZipFile(BytesIO(generators.bundle(everything()).zipped()))

    assert {name.split("/")[0] for name in archive.namelist()} == {everything().name}
    assert archive.testzip() is None


def test_scripts_can_be_run_after_unpacking() -> None:
    archive = ZipFile(BytesIO(generators.bundle(recommended()).zipped()))

    mode = archive.getinfo(f"{recommended().name}/scripts/preflight.sh").external_attr >> 16

    assert mode & stat.S_IXUSR


def test_the_plan_is_found_in_its_bundle() -> None:
    plan = generators.plan_from_zip(generators.bundle(recommended()).zipped())

    assert generators.read(plan).name == recommended().name


@pytest.mark.parametrize("archive", [b"", b"PK\x03\x04", b"x" * 1000])
def test_what_is_no_bundle_is_refused_in_words(archive: bytes) -> None:
    with pytest.raises(generators.Unreadable, match="zip"):
        generators.plan_from_zip(archive)
