"""The signed record of one environment, where each is approved for what it renders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from configurator.models import Configuration
from configurator.models import User
from generators import records
from tests.people import signed_in
from tests.web.approvals.states import Approve
from tests.web.test_verify import verify
from tests.web.test_verify import zip_of


def signed(configuration: Configuration, person: User, environment: str) -> bytes:
    address = f"/c/{configuration.pk}/r/1/approval.dsse.json?environment={environment}"
    answer = signed_in(person).get(address)
    return bytes(answer.content) if answer.status_code == 200 else b""


@pytest.fixture
def approve_twice(reviewer: User, second: User, approve_for: Approve) -> Callable[[str], None]:
    """Return the function that lets two people approve an environment."""

    def approve(environment: str) -> None:
        approve_for(reviewer, environment)
        approve_for(second, environment)

    return approve


def test_an_environment_has_a_record_of_its_own(
    several: Configuration,
    author: User,
    approve_twice: Callable[[str], None],
    record_key: Path,
    tmp_path: Path,
) -> None:
    assert not signed(several, author, "production")
    assert not signed(several, author, "nowhere")

    approve_twice("production")
    record = signed(several, author, "production")

    stated = records.read_statement(records.opened(record).payload).predicate
    (row,) = stated["environments"]
    assert (stated["environment"], row["name"], row["required"]) == (*["production"] * 2, 2)
    assert [given["username"] for given in row["approvals"]] == ["reviewer", "second"]
    (tmp_path / "record").write_bytes(record)
    options = ("--record", str(tmp_path / "record"), "--environment")
    assert verify(tmp_path, zip_of(several), *options, "production")[0] == 0
    assert verify(tmp_path, zip_of(several), *options, "staging")[0] == 1


def test_an_environment_that_needs_no_approval_has_a_record_that_says_so(
    several: Configuration, author: User, record_key: Path
) -> None:
    record = signed(several, author, "staging")

    stated = records.read_statement(records.opened(record).payload).predicate
    assert (stated["required"], stated["environments"][0]["approvals"]) == (0, [])
