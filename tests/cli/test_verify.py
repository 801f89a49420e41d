"""`verify` without a server: checksums, and the record that names exactly these files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generators
from cli import folder
from cli.main import main
from generators.plan import recommended

Verify = Callable[..., tuple[int, str, str]]


@pytest.fixture
def verify(capsys: pytest.CaptureFixture[str]) -> Verify:
    """Run the command; give its exit code, its output and its messages."""

    def ran(*arguments: object) -> tuple[int, str, str]:
        code = main(["verify", *map(str, arguments)])
        return code, *capsys.readouterr()

    return ran


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Return the folder of a generated bundle."""
    return folder.write(generators.bundle(recommended()), tmp_path / "deploy").folder


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Return the approval record of that bundle."""
    path = tmp_path / "acme.approval.json"
    path.write_text(json.dumps(document()), encoding="utf-8")
    return path


def document(**other: Any) -> dict[str, Any]:
    """Return an approval record as docs/approvals.md describes it."""
    return {
        "apiVersion": "skillflaw-configurator/v1",
        "kind": "BundleApproval",
        "configuration": {"id": "0f9b", "name": "acme"},
        "revision": 3,
        "bundle": {"name": "acme.zip", "sha256": generators.bundle(recommended()).digest},
        "approvals": [
            {"by": "Grace Hopper", "username": "grace", "at": "2026-11-25T07:31:00Z", "own": False}
        ],
        **other,
    }


def test_a_record_approves_exactly_its_files(verify: Verify, bundle: Path, record: Path) -> None:
    code, out, _ = verify(bundle, "--record", record)

    assert code == 0
    assert "Approved: revision 3 of acme, configuration 0f9b." in out
    assert "by Grace Hopper (grace) at 2026-11-25T07:31:00Z" in out
    assert "not signed" in out


def test_without_a_record_nothing_is_approved(verify: Verify, bundle: Path) -> None:
    code, out, _ = verify(bundle)

    assert code == 1
    assert "Checksums agree" in out
    assert "--record FILE" in out


def test_the_checksums_alone_can_be_asked_for(verify: Verify, bundle: Path) -> None:
    code, out, _ = verify(bundle, "--checksums")

    assert code == 0
    assert "does not say that the bundle is approved" in out


def edit(bundle: Path) -> str:
    (bundle / "README.md").write_text("mine", encoding="utf-8")
    return "changed: README.md"


def remove(bundle: Path) -> str:
    (bundle / "RUNBOOK.md").unlink()
    return "missing: RUNBOOK.md"


def add(bundle: Path) -> str:
    (bundle / "base" / "extra.yaml").touch()
    return "added: base/extra.yaml"


def link(bundle: Path) -> str:
    shutil.copy(bundle / "README.md", bundle.parent / "README.md")
    (bundle / "README.md").unlink()
    (bundle / "README.md").symlink_to("../README.md")
    return "changed: README.md"


def pad(bundle: Path) -> str:
    with (bundle / "SHA256SUMS").open("a") as sums:
        sums.write("# a comment\n")
    return "changed: SHA256SUMS"


@pytest.mark.parametrize("tamper", [edit, remove, add, link, pad])
@pytest.mark.parametrize("checksums", [True, False])
def test_what_differs_is_named(
    tamper: Callable[[Path], str],
    checksums: bool,
    verify: Verify,
    bundle: Path,
    record: Path,
) -> None:
    difference = tamper(bundle)

    code, out, _ = verify(bundle, *(["--checksums"] if checksums else ["--record", record]))

    assert code == 1
    assert f"  {difference}\n" in out
    assert "Approved" not in out


def test_files_whose_checksums_were_made_anew_are_not_the_approved_ones(
    verify: Verify, bundle: Path, record: Path
) -> None:
    edit(bundle)
    sums = generators.digests_in((bundle / "SHA256SUMS").read_text())
    sums["README.md"] = generators.sha256(b"mine")
    lines = (f"{digest}  {path}\n" for path, digest in sums.items())
    (bundle / "SHA256SUMS").write_text("".join(lines))

    code, out, _ = verify(bundle, "--record", record)

    assert code == 1
    assert "Checksums agree" in out
    assert "the record is for another bundle" in out


def test_a_record_without_an_approval_approves_nothing(
    verify: Verify, bundle: Path, record: Path
) -> None:
    record.write_text(json.dumps(document(approvals=[])), encoding="utf-8")

    assert verify(bundle, "--record", record)[0] == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"kind": "BundleApproval"}', "[" * 100_000, '{"kind": 1}']
)
def test_what_is_no_record_ends_with_2(
    text: str, verify: Verify, bundle: Path, record: Path
) -> None:
    record.write_text(text, encoding="utf-8")

    code, out, err = verify(bundle, "--record", record)

    assert (code, out) == (2, "")
    assert err.startswith(f"{record}: ")


def test_a_record_cannot_act_on_the_terminal(verify: Verify, bundle: Path, record: Path) -> None:
    record.write_text(
        json.dumps(document(configuration={"id": "\x1b[2J", "name": "a\nb"})), encoding="utf-8"
    )

    assert "\x1b" not in verify(bundle, "--record", record)[1]


def test_what_is_no_bundle_ends_with_2(verify: Verify, tmp_path: Path) -> None:
    assert verify(tmp_path)[0] == 2
    assert verify(tmp_path / "absent.zip")[0] == 2


def test_a_zip_is_verified_as_json(verify: Verify, tmp_path: Path, record: Path) -> None:
    archive = tmp_path / "acme.zip"
    archive.write_bytes(generators.bundle(recommended()).zipped())

    code, out, _ = verify(archive, "--record", record, "--format", "json")

    result = json.loads(out)
    assert code == 0
    assert result["verdict"] == "approved"
    assert result["sha256"] == document()["bundle"]["sha256"]
    assert (result["changed"], result["missing"], result["added"]) == ([], [], [])
