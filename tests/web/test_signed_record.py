"""The signed record of an approval, the server's keys, and `manage.py verify --record`."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from cli.main import main
from configurator.config import record_key as keys
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import User
from configurator.services import reviews
from generators import records
from tests.people import signed_in
from tests.web.test_verify import record_of
from tests.web.test_verify import verify
from tests.web.test_verify import zip_of

KEYS = "/.well-known/skillflaw-configurator/keys"
Approve = Callable[..., Review]


@pytest.fixture
def approved(
    shared: Configuration, reviewer: User, approve: Approve, record_key: Path
) -> Configuration:
    """Return a configuration whose only revision the reviewer approved, on a server with a key."""
    approve(shared, reviewer, "Fine.")
    shared.refresh_from_db()
    return shared


def signed_of(configuration: Configuration, person: User, query: str = "") -> bytes:
    address = f"/c/{configuration.pk}/r/1/approval.dsse.json{query}"
    content: bytes = signed_in(person).get(address).content
    return content


@pytest.fixture
def record(approved: Configuration, author: User, tmp_path: Path) -> Path:
    """Return the signed record, as it was downloaded."""
    path = tmp_path / "acme.approval.dsse.json"
    path.write_bytes(signed_of(approved, author))
    return path


def predicate_in(source: bytes) -> Any:
    return records.read_statement(records.opened(source).payload).predicate


@pytest.mark.parametrize("form", ["json", "pem"])
def test_a_downloaded_record_is_verified_without_the_server(
    form: str, approved: Configuration, record: Path, tmp_path: Path
) -> None:
    (tmp_path / "acme.zip").write_bytes(zip_of(approved))
    (tmp_path / "keys").write_bytes(Client().get(f"{KEYS}.{form}").content)

    arguments = ["verify", tmp_path / "acme.zip", "--record", record, "--key", tmp_path / "keys"]
    assert main([str(argument) for argument in arguments]) == 0


def test_the_signed_record_says_what_the_record_says(
    approved: Configuration, author: User, record: Path
) -> None:
    stated, plain = predicate_in(record.read_bytes()), record_of(approved, author)
    revision = approved.revisions.get()

    same = ("configuration", "revision", "generator", "guide", "required", "waivers")
    assert {name: stated[name] for name in same} == {name: plain[name] for name in same}
    assert stated["approvals"] == [{**row, "verdict": "approve"} for row in plain["approvals"]]
    assert stated["bundle"] == {"name": "api-managed", "sha256": revision.digest}
    (environment,) = stated["environments"]
    assert revision.renderings == {environment["name"]: environment["sha256"]}
    assert revision.bundle
    assert stated["plan"] == {"sha256": revision.bundle.digests["plan.yaml"]}


def test_the_signed_record_is_the_same_each_time(
    approved: Configuration, author: User, reviewer: User
) -> None:
    assert signed_of(approved, author) == signed_of(approved, reviewer)


def test_what_is_not_approved_is_not_signed(
    shared: Configuration, author: User, record_key: Path
) -> None:
    address = f"/c/{shared.pk}/r/1/approval.dsse.json"

    assert signed_in(author).get(address).status_code == 404


def test_the_server_checks_its_own_records(
    approved: Configuration, record: Path, tmp_path: Path
) -> None:
    assert verify(tmp_path, zip_of(approved), "--record", str(record))[0] == 0


def test_the_server_checks_a_record_against_the_keys_that_are_given(
    approved: Configuration, record: Path, tmp_path: Path
) -> None:
    own, other = tmp_path / "own.pem", tmp_path / "other.pem"
    own.write_text(records.as_pem(keys.record_keys().public))
    other.write_text(records.as_pem(keys.new_record_keys().public))
    options = ("--record", str(record), "--key")

    assert verify(tmp_path, zip_of(approved), *options, str(own))[0] == 0
    assert verify(tmp_path, zip_of(approved), *options, str(other))[0] == 1
    with pytest.raises(CommandError):
        verify(tmp_path, zip_of(approved), *options, str(tmp_path / "absent"))


def test_an_approval_that_was_withdrawn_is_no_longer_worth_its_record(
    approved: Configuration, reviewer: User, record: Path, tmp_path: Path
) -> None:
    no = Review.Decision.REQUEST_CHANGES
    reviews.submit(approved.pk, 1, reviewer, decision=no, body="I was wrong.")

    ended, output = verify(tmp_path, zip_of(approved), "--record", str(record))

    assert ended == 1
    assert "was withdrawn" in output


def test_a_record_of_before_another_review_differs(
    approved: Configuration, reviewer: User, record: Path, tmp_path: Path
) -> None:
    User.objects.filter(pk=reviewer.pk).update(first_name="Grace")

    ended, output = verify(tmp_path, zip_of(approved), "--record", str(record))

    assert ended == 1
    assert "differs from the current record" in output


def test_a_record_that_was_changed_is_refused_by_the_server(
    approved: Configuration, record: Path, tmp_path: Path
) -> None:
    record.write_bytes(record.read_bytes().replace(b'"sig": "', b'"sig": "AAAA'))

    ended, output = verify(tmp_path, zip_of(approved), "--record", str(record))

    assert ended == 1
    assert "was changed after it was signed" in output


def test_the_page_links_to_the_signed_record_and_the_key_is_nowhere(
    approved: Configuration, author: User, record_key: Path
) -> None:
    client = signed_in(author)
    page = client.get(f"/c/{approved.pk}/r/1/").content.decode()

    assert f"/c/{approved.pk}/r/1/approval.dsse.json" in page
    secret = record_key.read_text().splitlines()[1]
    pages = (page, *(client.get(f"{KEYS}.{form}").content.decode() for form in ("json", "pem")))
    assert not any(secret in text for text in pages)
    assert secret not in repr(keys.record_keys())


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


BROKEN: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_text(""),
    "damaged": lambda path: path.write_text(path.read_text()[:60]),
    "a public key": lambda path: path.write_text(records.as_pem([keys.new_record_keys().current])),
    "a folder": made_a_folder,
}


@pytest.mark.parametrize("breaking", BROKEN.values(), ids=BROKEN)
def test_without_a_key_the_page_and_the_check_say_why(
    breaking: Callable[[Path], object],
    approved: Configuration,
    author: User,
    record_key: Path,
    settings: Settings,
) -> None:
    settings.RECORD_KEY_AUTOMATIC = False
    breaking(record_key)
    client = signed_in(author)

    page = client.get(f"/c/{approved.pk}/r/1/").content.decode()
    assert "does not sign approval records" in page
    assert "approval.dsse.json" not in page
    assert client.get(f"/c/{approved.pk}/r/1/approval.dsse.json").status_code == 503
    assert client.get(f"{KEYS}.json").status_code == 503
    assert "configurator.W001" in {message.id for message in run_checks()}


def test_a_key_that_the_first_start_will_make_is_no_warning(
    record_key: Path, settings: Settings
) -> None:
    record_key.unlink()

    assert "configurator.W001" not in {message.id for message in run_checks()}


def test_servers_that_start_at_once_make_one_key(record_key: Path) -> None:
    record_key.unlink()

    with ThreadPoolExecutor(8) as starting:
        for start in [starting.submit(keys.make_record_key) for _ in range(8)]:
            start.result()

    assert stat.S_IMODE(record_key.stat().st_mode) == 0o600
    assert [path.name for path in record_key.parent.glob("record-key*")] == [record_key.name]
    assert keys.record_keys().public


def test_a_key_that_was_made_stays(record_key: Path) -> None:
    before = record_key.read_bytes()
    keys.make_record_key()

    assert record_key.read_bytes() == before


def rotated(*options: str) -> str:
    output = io.StringIO()
    call_command("record_key", "--rotate", *options, stdout=output)
    return output.getvalue()


def test_records_stay_valid_after_two_rotations(
    approved: Configuration, record: Path, record_key: Path, tmp_path: Path
) -> None:
    first = keys.record_keys().current
    rotated()
    assert "PRIVATE" not in rotated()

    public = records.public_keys(Client().get(f"{KEYS}.json").content)
    assert [key.status for key in public] == ["current", "retired", "retired"]
    assert records.opened(record.read_bytes()).checked(public).id == first.id
    assert verify(tmp_path, zip_of(approved), "--record", str(record))[0] == 0
    assert stat.S_IMODE(record_key.stat().st_mode) == 0o600


def test_a_rotation_can_be_written_for_a_mounted_secret(record_key: Path, tmp_path: Path) -> None:
    before = record_key.read_bytes()

    printed = rotated("--output", str(tmp_path / "next.pem"))

    assert record_key.read_bytes() == before
    new, old = records.public_keys(printed.encode())
    assert old.id == keys.record_keys().current.id != new.id


def test_a_broken_key_is_not_replaced(record_key: Path) -> None:
    record_key.write_text("mine")

    with pytest.raises(CommandError, match="not an Ed25519 private key"):
        rotated()
    assert record_key.read_text() == "mine"
