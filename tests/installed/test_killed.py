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
    for each in people:
        each.start()
    return people


def wait_for(people: list[Saver]) -> None:
    """Wait until everybody was answered once, and are at it again."""
    end = time.monotonic() + PATIENCE
    while not all(each.acknowledged for each in people):
        assert time.monotonic() < end
        assert any(each.is_alive() for each in people)
        time.sleep(0.02)


def joined(people: list[Saver]) -> None:
    for each in people:
        each.join(timeout=PATIENCE)
        assert not each.is_alive()


def stored(draft: dict[str, Any], path: str) -> int:
    """Read the running number out of a choice."""
    value = draft["plan"]["spec"] if not path.startswith("metadata") else draft["plan"]
    for part in path.split("."):
        value = value[part]
    before, after = ANSWERS[path].split("{}")
    return int(str(value).removeprefix(before).removesuffix(after)) - FIRST


def lost(people: list[Saver], found: dict[str, Any]) -> list[str]:
    """List what was acknowledged and is not there, or is there and was never sent."""
    wrong = []
    for each in people:
        draft = found[each.browser.draft]
        if isinstance(each, Answerer):
            last, kept = max(each.acknowledged), stored(draft, each.path)
            if not last <= kept <= each.sent:
                wrong.append(f"{each.path}: {last} acknowledged, {each.sent} sent, {kept} kept")
        else:
            numbers = {number for number, _ in draft["revisions"]}
            wrong += [f"revision {number}" for number in {*each.acknowledged} - numbers]
    return wrong


def broken(found: dict[str, Any]) -> list[object]:
    """List revisions that are numbered with gaps or twice, half written or not in the history."""
    return [
        each
        for each in found.values()
        if [number for number, _ in each["revisions"]] != [*range(1, each["latest"] + 1)]
        or each["events"] != [*range(1, each["latest"] + 1)]
        or any(wrong for _, wrong in each["revisions"])
    ]


def test_two_hundred_who_save_at_once_lose_nothing_though_the_server_is_killed(
    installation: Installation,
) -> None:
    with installation.serving() as server:
        people = everybody(installation, installation.rows("seed"))
        started(people)
        wait_for(people)
        server.kill()
    joined(people)

    with installation.serving():
        shown = people[0].browser.get("redis").status_code
    found = installation.rows("read")

    assert shown == 200
    assert not any(each.refused for each in people)
    assert (lost(people, found), broken(found)) == ([], [])
