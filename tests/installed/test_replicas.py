"""Three servers and two workers share one PostgreSQL; each request goes to another server."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import requests

from tests.installed.installation import Installation
from tests.installed.installation import free_port
from tests.installed.round_robin import round_robin
from tests.installed.savers import ANSWERS
from tests.installed.savers import Answerer
from tests.installed.savers import Browser
from tests.installed.savers import Keeper
from tests.installed.savers import Saver
from tests.installed.test_killed import broken
from tests.installed.test_killed import lost
from tests.postgres import another
from tests.receiver import receiving

pytestmark = pytest.mark.slow
SERVERS = 3
ANSWERERS = 4  # people at one draft, and one more who saves revisions of it
PATIENCE = 60  # seconds for each step; other tests keep the machine busy


class Cluster:
    """Servers with the same database and key, behind one address."""

    def __init__(self, stack: ExitStack, url: str, folder: Path) -> None:
        self.members = [_member(url, folder / str(number)) for number in range(SERVERS)]
        with ThreadPoolExecutor() as pool:
            # Both at once, on an empty database, as the pods of a first rollout do.
            list(pool.map(lambda member: member.run("manage.py", "upgrade"), self.members[:2]))
            self.running = list(
                pool.map(lambda member: stack.enter_context(member.serving("web")), self.members)
            )
        port = stack.enter_context(round_robin([member.port for member in self.members]))
        self.front = _member(url, folder / "front")
        self.front.address = f"http://127.0.0.1:{port}"
        self.stack = stack

    def restart(self, number: int) -> None:
        """Start a server that was killed."""
        self.running[number] = self.stack.enter_context(self.members[number].serving("web"))

    def start_workers(self) -> list[Path]:
        """Start two workers; return the files that say that they are alive."""
        chosen = self.members[:2]
        for member in chosen:
            self.stack.enter_context(member.started("worker"))
        return [Path(member.environment["HEARTBEAT"]) for member in chosen]

    def counted(self) -> list[float]:
        """Return how many requests each server has counted since it started."""
        pages = [
            requests.get(
                f"http://127.0.0.1:{member.environment['METRICS_PORT']}/metrics", timeout=9
            )
            for member in self.members
        ]
        sample = re.compile(r"^configurator_requests_total\{.*\} (\S+)$", re.MULTILINE)
        return [sum(map(float, sample.findall(page.text))) for page in pages]


def _member(url: str, folder: Path) -> Installation:
    folder.mkdir()
    alive = {"HEARTBEAT": str(folder / "heartbeat")}
    counts = {"METRICS_PORT": str(free_port()), "PROMETHEUS_MULTIPROC_DIR": str(folder / "counts")}
    one = {"WEB_CONCURRENCY": "1", "WEBHOOKS_PRIVATE": "on", "LOG_FORMAT": "json"}
    return Installation({"DATABASE_URL": url, **alive, **counts, **one}, folder)


@pytest.fixture
def cluster(postgres_url: str, tmp_path: Path) -> Iterator[Cluster]:
    """Return three running servers with an empty database."""
    with ExitStack() as stack:
        yield Cluster(stack, another(postgres_url), tmp_path)


def save_until(end: Event, person: Saver) -> None:
    """Save again and again; what a dying server did not answer is sent once more."""
    while not (end.is_set() or person.refused):
        person.sent += 1
        with suppress(requests.ConnectionError):
            person.save(person.sent)


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for something that other threads do."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def wait_for_more(people: list[Saver]) -> None:
    """Wait until everybody was answered twice more."""
    before = [len(person.acknowledged) for person in people]
    wait_until(
        lambda: (
            any(person.refused for person in people)
            or all(len(p.acknowledged) > n + 1 for p, n in zip(people, before, strict=True))
        )
    )


def test_people_go_on_while_servers_are_killed_in_turn(cluster: Cluster) -> None:
    rows = cluster.front.rows("seed")
    draft = rows["drafts"][0]
    browsers = [Browser(cluster.front, session, draft) for session in rows["sessions"]]
    people: list[Saver] = [
        Answerer(browsers[turn % 2], path=path, base=rows["base"][path])
        for turn, path in enumerate(list(ANSWERS)[:ANSWERERS])
    ]
    people.append(Keeper(browsers[0]))
    end = Event()

    with ThreadPoolExecutor() as pool:
        done = [pool.submit(save_until, end, person) for person in people]
        wait_for_more(people)
        for number in (0, 1):
            cluster.running[number].kill()
            wait_for_more(people)
            cluster.restart(number)
        wait_for_more(people)
        end.set()
        for saved in done:
            saved.result(timeout=PATIENCE)
    after = cluster.front.rows("read")

    assert not any(person.refused for person in people)
    assert (lost(people, after), broken({draft: after[draft]})) == ([], [])
    assert all(count > 0 for count in cluster.counted())
    assert signs_in_until_refused(cluster.front) == 5
    assert delivered_once(cluster)
    assert all(map(json.loads, cluster.members[2].log.read_text().splitlines()))


def signs_in_until_refused(front: Installation) -> int:
    """Return after how many wrong passwords the servers together stop to look at one."""
    form = {"login": "ada", "password": "wrong", "csrfmiddlewaretoken": "c" * 32}
    for attempts in range(20):
        answer = requests.post(
            f"{front.address}/account/login/",
            form,
            cookies={"configurator-csrf": "c" * 32},
            timeout=PATIENCE,
        )
        if "Too many" in answer.text:
            return attempts
    return 20


def delivered_once(cluster: Cluster) -> bool:
    """Tell whether two workers send each message of the outbox once."""
    with receiving() as receiver:
        cluster.front.environment["RECEIVER"] = receiver.url
        queued: dict[str, Any] = cluster.front.rows("queue")
        heartbeats = cluster.start_workers()
        wait_until(lambda: len(receiver.received) >= len(queued["deliveries"]))
        wait_until(lambda: all(path.exists() for path in heartbeats))
        identifiers = [message.headers["webhook-id"] for message in receiver.received]
    return sorted(identifiers) == sorted(queued["deliveries"])
