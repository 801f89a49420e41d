"""A bundle that somebody holds: the same files in any packing, and what is refused."""

from __future__ import annotations

import io
import subprocess
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from time import process_time
from typing import Literal

import pytest

import generators
from generators.plan import recommended
from tests.plans import everything

BUNDLE = generators.bundle(recommended())
FILES = {f"{BUNDLE.name}/{file.path}": file.text.encode() for file in BUNDLE.files}


def zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return stream.getvalue()


def tarred(
    files: Mapping[str, bytes],
    mode: Literal["w", "w:gz"] = "w",
    links: Mapping[str, str] | None = None,
) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for path, target in (links or {}).items():
            link = tarfile.TarInfo(path)
            link.type, link.linkname = tarfile.SYMTYPE, target
            archive.addfile(link)
        for path, content in files.items():
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


def below(folder: str) -> dict[str, bytes]:
    return {f"{folder}{file.path}": file.text.encode() for file in BUNDLE.files}


@pytest.mark.parametrize(
    "archive",
    [
        BUNDLE.zipped(),
        zipped(FILES),
        tarred(FILES),
        tarred(FILES, "w:gz"),
        tarred(below("")),
        tarred(below("./acme/")),
        zipped({"README.md": b"A repository.", **below("deploy/acme/")}),
    ],
    ids=["zip", "packed-again", "tar", "tar.gz", "without-folder", "dot", "inside-a-repository"],
)
def test_the_same_files_are_the_same_bundle_however_they_are_packed(archive: bytes) -> None:
    bundle = generators.received(archive)

    assert bundle.digest == BUNDLE.digest
    assert bundle.compared(BUNDLE.digests).same


def test_sha256sum_checks_a_bundle_and_gives_its_digest(tmp_path: Path) -> None:
    bundle = generators.bundle(everything())
    for file in bundle.files:
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.text.encode())

    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    summed = subprocess.run(
        ["sha256sum", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert checked.returncode == 0, checked.stdout
    listed = [line.rpartition(": ")[0] for line in checked.stdout.splitlines()]
    generated = {file.path for file in bundle.files if not file.path.startswith("custom/")}
    assert set(listed) == generated - {"SHA256SUMS"}
    assert summed.stdout.split()[0] == bundle.digest


def test_the_teams_own_files_are_in_no_digest() -> None:
    own = {f"{BUNDLE.name}/custom/production/patch.yaml": b"kind: Deployment\n"}

    bundle = generators.received(zipped({**FILES, **own}))

    assert bundle.digest == BUNDLE.digest
    assert "custom/production/patch.yaml" in bundle.customized


def test_differing_missing_and_further_files_are_told_apart() -> None:
    files = dict(FILES)
    del files[f"{BUNDLE.name}/RUNBOOK.md"]
    files[f"{BUNDLE.name}/README.md"] = b"Other words."
    files[f"{BUNDLE.name}/base/extra.yaml"] = b"kind: Pod\n"

    comparison = generators.received(tarred(files)).compared(BUNDLE.digests)

    assert comparison.missing == ("RUNBOOK.md",)
    assert comparison.changed == ("README.md",)
    assert comparison.added == ("base/extra.yaml",)


def test_a_file_that_is_there_twice_is_changed() -> None:
    twice = io.BytesIO(zipped(FILES))
    path = f"{BUNDLE.name}/base/kustomization.yaml"
    with (
        zipfile.ZipFile(twice, "a") as archive,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        archive.writestr(path, FILES[path])

    comparison = generators.received(twice.getvalue()).compared(BUNDLE.digests)

    assert comparison.changed == ("base/kustomization.yaml",)


@pytest.mark.parametrize(
    "path", ["../base/evil.yaml", "/etc/evil", "x/../../evil", f"{BUNDLE.name}/../../evil"]
)
def test_a_path_that_leaves_the_archive_is_refused(path: str) -> None:
    with pytest.raises(generators.Unreadable, match="leaves"):
        generators.received(zipped({**FILES, path: b""}))


@pytest.mark.parametrize(
    "path", ["./{}/base/kustomization.yaml", "x/../{}/base/kustomization.yaml"]
)
def test_a_detour_to_an_approved_path_is_no_second_file(path: str) -> None:
    bundle = generators.received(zipped({**FILES, path.format(BUNDLE.name): b"kind: Pod\n"}))

    assert bundle.compared(BUNDLE.digests).changed == ("base/kustomization.yaml",)


def test_a_folder_that_some_file_systems_take_for_the_bundle_is_no_hiding_place() -> None:
    bundle = generators.received(zipped({**FILES, f"{BUNDLE.name.upper()}/base/a.yaml": b"a: 1"}))

    assert not bundle.compared(BUNDLE.digests).same


def test_a_path_through_a_link_is_refused() -> None:
    archive = tarred(
        {**FILES, "short/base/kustomization.yaml": b"evil"}, links={"short": BUNDLE.name}
    )

    with pytest.raises(generators.Unreadable, match="through a link"):
        generators.received(archive)


def test_paths_made_to_be_slow_are_refused_soon() -> None:
    deep = "a/" * 500
    tops = {f"{'b/' * 200}{number}/plan.yaml": b"" for number in range(1000)}
    nested = {f"{'overlays/' * 100}{number}/plan.yaml": b"" for number in range(900)}
    links = {f"{deep}{number}": "/etc" for number in range(900)}
    begun = process_time()

    for archive in (zipped({"a/" * 30_000 + "plan.yaml": b""}), zipped(tops), zipped(nested)):
        with pytest.raises(generators.Unreadable):
            generators.received(archive)
    with pytest.raises(generators.Unreadable):
        generators.received(tarred({f"{deep}{n}x": b"" for n in range(900)}, "w:gz", links))

    assert process_time() - begun < 6


def test_a_link_is_no_file_of_a_bundle() -> None:
    path = f"{BUNDLE.name}/README.md"
    files = {name: content for name, content in FILES.items() if name != path}

    bundle = generators.received(tarred(files, links={path: "/etc/hostname"}))

    assert bundle.compared(BUNDLE.digests).changed == ("README.md",)


@pytest.mark.parametrize(
    ("archive", "words"),
    [
        (b"", "neither"),
        (b"PK\x03\x04" + b"x" * 100, "damaged"),
        (b"\x1f\x8b" + b"x" * 100, "damaged"),
        (b"x" * 4000, "neither"),
        (zipped({"acme/README.md": b""}), "no folder with a plan"),
        (zipped({**below("a/"), **below("b/")}), "a/, b/"),
        (zipped({**FILES, "zeros": b"\0" * 6_000_000}), "over the limit"),
        (tarred({**FILES, "zeros": b"\0" * 6_000_000}, "w:gz"), "over the limit"),
        (tarred({**FILES, "zeros": b"\0" * 30_000_000}, "w:gz"), "over the limit"),
        (zipped({f"f{number}": b"" for number in range(2001)}), "over the limit"),
        (b"x" * 5_300_000, "larger than 5 MiB"),
    ],
    ids=range(11),
)
def test_what_is_no_bundle_is_refused_in_words(archive: bytes, words: str) -> None:
    with pytest.raises(generators.Unreadable, match=words):
        generators.received(archive)
