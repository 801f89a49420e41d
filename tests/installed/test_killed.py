"""What was acknowledged is there, whatever happens to the server in between."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.installed.installation import Installation
from tests.installed.savers import ANSWERS
from tests.installed.savers import FIRST
from tests.installed.savers import Answerer
from tests.installed.savers import Saver
from tests.installed.savers import everybody

pytestmark = pytest.mark.slow
PATIENCE = 120  # seconds for all of it; other tests keep the machine busy


def started(people: list[Saver]) -> list[Saver]:
    for person in people:
        person.start()
    return people


def wait_for(people: list[Saver]) -> None:
    """Wait until everybody was answered once, and are at it again."""
    end = time.monotonic() + PATIENCE
    while not all(person.acknowledged for person in people):
        assert time.monotonic() < end
        assert any(person.is_alive() for person in people)
        time.sleep(0.02)


def joined(people: list[Saver]) -> None:
    for person in people:
        person.join(timeout=PATIENCE)
        assert not person.is_alive()


def stored(draft: dict[str, Any], path: str) -> int:
    """Read the running number out of a choice."""
    value = draft["plan"]["spec"] if not path.startswith("metadata") else draft["plan"]
    for part in path.split("."):
        value = value[part]
    before, after = ANSWERS[path].split("{}")
    return int(str(value).removeprefix(before).removesuffix(after)) - FIRST


def lost(people: list[Saver], rows: dict[str, Any]) -> list[str]:
    """List what was acknowledged and is not there, or is there and was never sent."""
    wrong = []
    for person in people:
        draft = rows[person.browser.draft]
        if isinstance(person, Answerer):
            last, stored_value = max(person.acknowledged), stored(draft, person.path)
            if not last <= stored_value <= person.sent:
                wrong.append(
                    f"{person.path}: {last} acknowledged, {person.sent} sent, {stored_value} kept"
                )
        else:
            numbers = {number for number, _ in draft["revisions"]}
            wrong += [f"revision {number}" for number in {*person.acknowledged} - numbers]
    return wrong


def broken(rows: dict[str, Any]) -> list[object]:
    """List revisions that are numbered with gaps or twice, half written or not in the history."""
    return [
        row
        for row in rows.values()
        if [number for number, _ in row["revisions"]] != [*range(1, row["latest"] + 1)]
        or row["events"] != [*range(1, row["latest"] + 1)]
        or any(wrong for _, wrong in row["revisions"])
    ]


def test_a_hundred_who_save_at_once_lose_nothing_though_the_server_is_killed(
    installation: Installation,
) -> None:
    with installation.serving() as server:
        people = everybody(installation, installation.rows("seed"))
        started(people)
        wait_for(people)
        server.kill()
    joined(people)

    with installation.serving():
        status = people[0].browser.get("redis").status_code
    rows = installation.rows("read")

    assert status == 200
    assert not any(person.refused for person in people)
    assert (lost(people, rows), broken(rows)) == ([], [])
