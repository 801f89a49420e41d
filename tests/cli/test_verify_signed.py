"""`verify --key`: whether a record that the server signed approves exactly these files."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generators
from cli import folder
from cli.main import main
from generators import records
from tests import signed

Verify = Callable[..., tuple[int, str, str]]
STAGING = {"name": "staging", "sha256": "0" * 64, "required": 1, "approvals": []}
PRODUCTION = signed.predicate()["environments"][0]


@pytest.fixture
def verify(capsys: pytest.CaptureFixture[str]) -> Verify:
    """Run the command; give its exit code, its output and its messages."""

    def ran(*arguments: object) -> tuple[int, str, str]:
        code = main(["verify", *map(str, arguments)])
        return code, *capsys.readouterr()

    return ran


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Return the folder of the bundle that the record is of."""
    return folder.write(signed.bundle(), tmp_path / "deploy").folder


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Return the signed record."""
    path = tmp_path / "acme.approval.dsse.json"
    path.write_bytes(signed.signed())
    return path


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """Return the public keys of the server."""
    path = tmp_path / "keys.json"
    path.write_text(records.as_jwks([signed.public()]))
    return path


def stating(record: Path, **other: Any) -> None:
    """Let the server have signed something else."""
    predicate = signed.predicate(**other)
    record.write_bytes(signed.signed(records.statement(signed.bundle().digests, predicate)))


@pytest.mark.parametrize("write", [records.as_jwks, records.as_pem])
def test_a_signed_record_approves_exactly_its_files(
    write: Callable[..., str], verify: Verify, bundle: Path, record: Path, keys: Path
) -> None:
    keys.write_text(write([signed.public(signed.OTHER), signed.public()]))

    code, out, _ = verify(bundle, "--record", record, "--key", keys)

    assert code == 0
    assert "Approved: revision 3 of acme, configuration 0f9b." in out
    assert out.count("by Grace Hopper (grace) at 2026-11-25T07:31:00Z") == 1
    assert f"signature is valid: key {signed.public().id}" in out


def test_without_a_key_the_signature_is_not_checked(
    verify: Verify, bundle: Path, record: Path
) -> None:
    code, out, _ = verify(bundle, "--record", record, "--format", "json")

    assert code == 0
    assert (json.loads(out)["signature"], json.loads(out)["key"]) == ("not-checked", None)


def test_programs_read_which_key_signed(
    verify: Verify, bundle: Path, record: Path, keys: Path
) -> None:
    _, out, _ = verify(bundle, "--record", record, "--key", keys, "--format", "json")

    result = json.loads(out)
    assert (result["signature"], result["key"]) == ("valid", signed.public().id)
    assert (result["verdict"], result["problem"]) == ("approved", None)


def test_a_retired_key_still_checks_its_records(
    verify: Verify, bundle: Path, record: Path, keys: Path
) -> None:
    retired = records.PublicKey(signed.public().raw, retired=True)
    keys.write_text(records.as_jwks([signed.public(signed.OTHER), retired]))

    code, out, _ = verify(bundle, "--record", record, "--key", keys)

    assert code == 0
    assert "which is retired" in out


def test_another_key_is_named(verify: Verify, bundle: Path, record: Path, keys: Path) -> None:
    keys.write_text(records.as_pem([signed.public(signed.OTHER)]))

    code, out, _ = verify(bundle, "--record", record, "--key", keys)

    assert code == 1
    assert signed.public().id in out
    assert signed.public(signed.OTHER).id in out
    assert "Grace" not in out


UNSIGNED = b'{"kind": "BundleApproval", "bundle": {"sha256": "0"}}'


@pytest.mark.parametrize("source", [UNSIGNED, b"", b"[]", b"\0", signed.signed()[:-9]])
def test_with_a_key_whatever_is_no_signed_record_ends_with_1(
    source: bytes, verify: Verify, bundle: Path, record: Path, keys: Path
) -> None:
    record.write_bytes(source)

    code, out, _ = verify(bundle, "--record", record, "--key", keys)

    assert code == 1
    assert "Not approved" in out


def test_a_record_that_was_changed_ends_with_1(
    verify: Verify, bundle: Path, record: Path, keys: Path
) -> None:
    grace, mallory = (
        signed.signed(
            records.statement(
                signed.bundle().digests,
                signed.predicate(approvals=[{**signed.GRACE, "username": name}]),
            )
        )
        for name in ("grace", "mallory")
    )
    envelope = json.loads(grace) | {"payload": json.loads(mallory)["payload"]}
    record.write_text(json.dumps(envelope))

    code, out, _ = verify(bundle, "--record", record, "--key", keys)

    assert code == 1
    assert "changed after it was signed" in out
    assert "mallory" not in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--key", "keys.json"),
        ("--key", "absent", "--record", "r"),
        ("--checksums", "--record", "r"),
    ],
)
def test_a_key_without_a_record_and_a_file_without_keys_are_wrong_arguments(
    arguments: tuple[str, ...], verify: Verify, bundle: Path
) -> None:
    code, out, err = verify(bundle, *arguments)

    assert (code, out) == (3, "")
    assert err.startswith("skillflaw-configurator verify: ")


def test_a_private_key_is_refused(verify: Verify, bundle: Path, record: Path, keys: Path) -> None:
    keys.write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")

    code, _, err = verify(bundle, "--record", record, "--key", keys)

    assert code == 3
    assert "must not leave the server" in err


def edited(path: str) -> Callable[[Path], object]:
    return lambda top: (top / path).write_bytes((top / path).read_bytes() + b"\n")


def emptied(path: str) -> Callable[[Path], object]:
    return lambda top: (top / path).write_bytes(b"")


def removed(path: str) -> Callable[[Path], object]:
    return lambda top: (top / path).unlink()


def renamed(path: str) -> Callable[[Path], object]:
    return lambda top: (top / path).rename(top / f"{path}.bak")


def linked(path: str) -> Callable[[Path], object]:
    def link(top: Path) -> None:
        (top / path).rename(top.parent / "moved")
        (top / path).symlink_to(top.parent / "moved")

    return link


def made_a_folder(path: str) -> Callable[[Path], object]:
    def folder_of(top: Path) -> None:
        (top / path).unlink()
        (top / path).mkdir()

    return folder_of


def made_a_pipe(path: str) -> Callable[[Path], object]:
    def pipe(top: Path) -> None:
        (top / path).unlink()
        os.mkfifo(top / path)

    return pipe


def listed_anew(path: str) -> Callable[[Path], object]:
    """Edit a file, and write its new checksum into SHA256SUMS."""

    def edit(top: Path) -> None:
        before = generators.sha256((top / path).read_bytes())
        (top / path).write_bytes(b"mine")
        sums = (top / "SHA256SUMS").read_text()
        (top / "SHA256SUMS").write_text(sums.replace(before, generators.sha256(b"mine")))

    return edit


def swapped(top: Path) -> None:
    one, two = top / "README.md", top / "RUNBOOK.md"
    texts = two.read_bytes(), one.read_bytes()
    one.write_bytes(texts[0])
    two.write_bytes(texts[1])


def windows_line_ends(top: Path) -> None:
    text = (top / "plan.yaml").read_bytes()
    (top / "plan.yaml").write_bytes(text.replace(b"\n", b"\r\n"))


PATHS = ("SHA256SUMS", "README.md", "plan.yaml", "base/kustomization.yaml", "scripts/preflight.sh")
WAYS = (edited, emptied, removed, renamed, linked, made_a_folder, made_a_pipe, listed_anew)
TAMPERED = {
    **{
        f"{path} {way.__name__}": way(path)
        for way in WAYS
        for path in PATHS
        # Without a plan there is no bundle at all, and the list has no line for itself.
        if (way, path) != (listed_anew, "SHA256SUMS")
    },
    "a file more": lambda top: (top / "base/more.yaml").write_text("kind: Pod\n"),
    "a file more, hidden": lambda top: (top / ".more").write_text("x"),
    "a file more in a folder of another case": lambda top: (
        (top / "Base").mkdir(),
        (top / "Base/kustomization.yaml").write_text("x"),
    ),
    "a folder copied": lambda top: shutil.copytree(top / "base", top / "components/base"),
    "two files swapped": swapped,
    "line ends": windows_line_ends,
    "the overlay renamed": lambda top: (top / "overlays/production").rename(top / "overlays/x"),
}


@pytest.mark.parametrize("tamper", TAMPERED.values(), ids=TAMPERED)
def test_no_file_of_the_bundle_can_be_changed(
    tamper: Callable[[Path], object], verify: Verify, bundle: Path, record: Path, keys: Path
) -> None:
    tamper(bundle)

    code, out, _ = verify(bundle, "--record", record, "--key", keys)

    assert code in (1, 2)
    assert "Approved" not in out


def test_what_differs_from_the_signed_list_is_named(
    verify: Verify, bundle: Path, record: Path, keys: Path
) -> None:
    listed_anew("README.md")(bundle)

    _, out, _ = verify(bundle, "--record", record, "--key", keys)

    assert "changed: README.md" in out
    assert "changed: SHA256SUMS" in out
    assert "the record lists" in out


def test_a_record_that_names_nobody_approves_nothing(
    verify: Verify, bundle: Path, record: Path, keys: Path
) -> None:
    stating(record, approvals=[], environments=[STAGING])

    code, out, _ = verify(bundle, "--record", record, "--key", keys)

    assert code == 1
    assert "names nobody" in out


def test_the_record_of_an_environment_counts_for_that_alone(
    verify: Verify, bundle: Path, record: Path, keys: Path
) -> None:
    stating(record, approvals=[], environments=[PRODUCTION], environment="production")
    with_key = (bundle, "--record", record, "--key", keys)

    code, out, _ = verify(*with_key)
    assert code == 1
    assert "--environment production" in out
    code, out, _ = verify(*with_key, "--environment", "staging")
    assert code == 1
    assert "has no environment staging" in out
    code, out, _ = verify(*with_key, "--environment", "production")
    assert code == 0
    assert "Approved: production in revision 3" in out


def test_an_environment_that_is_not_approved_is_refused(
    verify: Verify, bundle: Path, record: Path, keys: Path
) -> None:
    stating(record, environments=[{**PRODUCTION, "approvals": []}, STAGING])

    code, out, _ = verify(bundle, "--record", record, "--key", keys, "--environment", "production")

    assert code == 1
    assert "does not approve production" in out


def test_an_environment_that_needs_no_approval_says_so(
    verify: Verify, bundle: Path, record: Path, keys: Path
) -> None:
    free = {**PRODUCTION, "required": 0, "approvals": []}
    stating(record, approvals=[], environments=[free], environment="production")

    code, out, _ = verify(bundle, "--record", record, "--key", keys, "--environment", "production")

    assert code == 0
    assert "production: no approval required" in out
