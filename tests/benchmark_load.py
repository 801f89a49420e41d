"""How long pages take beside an empty one, and how long 200 people wait beside one.

`make benchmark-load` runs it in SQLite; `scripts/on-postgres make benchmark-load` in PostgreSQL.
The server is started as the image starts it. Its users are threads of this process.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from statistics import median
from statistics import quantiles
from threading import Thread
from time import monotonic
from time import perf_counter
from time import sleep

import requests
from django.conf import settings
from django.http import QueryDict

from tests.installed.installation import Installation
from tests.postgres import another
from tests.web.sending import Form

PEOPLE, SECONDS, ROUNDS = 200, 60, 40
THOUGHT = (2.0, 4.0)  # seconds between two answers of a person
OK = 200
TOKEN = "c" * 32
FORM = "application/x-www-form-urlencoded"


@dataclass
class Author:
    """Somebody with a draft, who types a host name again and again."""

    address: str
    number: int
    session: requests.Session = field(default_factory=requests.Session)
    draft: str = ""
    form: QueryDict | None = None
    count: int = 0

    def start(self) -> None:
        """Start a draft from a preset, and open its step about Redis."""
        self.session.cookies.set("configurator-csrf", TOKEN)
        started = self.session.post(
            f"{self.address}/start/", {"csrfmiddlewaretoken": TOKEN, "preset": "api-managed"}
        )
        started.raise_for_status()
        path = re.search(r"/c/[0-9a-f-]{36}/", started.url)
        if not path:
            raise RuntimeError(f"No draft was started: {started.url}")
        self.draft = path[0]

    def open(self, path: str) -> requests.Response:
        """Open a page of the draft."""
        return self.session.get(f"{self.address}{self.draft}{path}")

    def type(self, path: str = "redis/check/") -> requests.Response:
        """Send the step about Redis with another host than before."""
        if self.form is None:
            step = Form("step")
            step.feed(self.open("redis/").text)
            step.sent["csrfmiddlewaretoken"] = TOKEN
            self.form = step.sent
        self.count += 1
        self.form["redis.host"] = f"cache-{self.number}-{self.count}.acme.com"
        answer = self.session.post(
            f"{self.address}{self.draft}{path}",
            self.form.urlencode(),
            headers={"Content-Type": FORM, "HX-Request": "true"},
            allow_redirects=False,
        )
        self._refresh(self.form, answer.text)
        return answer

    def _refresh(self, form: QueryDict, answer: str) -> None:
        """Take what an answer says of the page into the form, as a browser does."""
        pairs = re.findall(r'name="(shown|noted|base)" value="(\S+) (\S+)"', answer)
        for name in ("shown", "noted", "base"):
            before = dict(pair.split(" ", 1) for pair in form.getlist(name))
            after = {key: value for kind, key, value in pairs if kind == name}
            form.setlist(name, [f"{key} {value}" for key, value in (before | after).items()])


@dataclass
class Typist(Thread):
    """A person who thinks and types, and writes down how long each answer took."""

    author: Author
    until: float
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    __hash__ = object.__hash__

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        """Type until the time is over."""
        thoughts = random.Random(self.author.number)  # noqa: S311 - no secret, and the same again
        while monotonic() < self.until:
            sleep(thoughts.uniform(*THOUGHT))
            try:
                wait, answer = timed(self.author.type)
            except requests.RequestException as error:
                self.errors.append(type(error).__name__)
                continue
            self.waits.append(wait)
            if answer.status_code != OK:
                self.errors.append(str(answer.status_code))


def timed(work: Callable[[], requests.Response]) -> tuple[float, requests.Response]:
    """Do it and tell how many seconds it took."""
    start = perf_counter()
    answer = work()
    return perf_counter() - start, answer


def ninety_fifth(waits: list[float]) -> float:
    """Give the time, in seconds, that 95 of 100 did not exceed."""
    return quantiles(waits, n=20)[-1]


def memory_of(server: int) -> float:
    """Sum the resident memory of a process group, in MiB."""
    rows = subprocess.run(
        ["ps", "-eo", "pgid=,rss="], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    pairs = (row.split() for row in rows)
    return sum(int(rss) for group, rss in pairs if int(group) == server) / 1024


def pages(author: Author) -> Mapping[str, Callable[[], requests.Response]]:
    """List what is timed beside `/healthz`."""
    return {
        "check while typing": author.type,
        "save a step": lambda: author.type("redis/"),
        "step": lambda: author.open("redis/"),
        "findings": lambda: author.open("findings/"),
        "preview": lambda: author.open("preview/"),
    }


def compare_pages(author: Author) -> None:
    """Print how many times as long as `/healthz` each page takes."""
    empty = median(
        timed(lambda: author.session.get(f"{author.address}/healthz"))[0] for _ in range(ROUNDS)
    )
    print(f"{'healthz':<20} {empty * 1000:7.1f} ms")
    for name, work in pages(author).items():
        work()
        wait = median(timed(work)[0] for _ in range(ROUNDS))
        print(f"{name:<20} {wait * 1000:7.1f} ms, {wait / empty:5.1f} of healthz")


def crowd(address: str, people: int, seconds: int) -> tuple[list[float], list[str]]:
    """Let people type at the same time; give how long they waited, and what went wrong."""
    authors = [Author(address, number) for number in range(people)]
    for author in authors:
        author.start()
        author.type()
    typists = [Typist(author, monotonic() + seconds) for author in authors]
    for typist in typists:
        typist.start()
    for typist in typists:
        typist.join()
    waits = [wait for typist in typists for wait in typist.waits]
    return waits, [error for typist in typists for error in typist.errors]


def main() -> None:
    """Print the ratios; `python -m tests.benchmark_load [PEOPLE] [SECONDS]`."""
    settings.configure()  # forms are read with Django's classes
    people = int(sys.argv[1]) if sys.argv[1:] else PEOPLE
    seconds = int(sys.argv[2]) if sys.argv[2:] else SECONDS
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("DATABASE_URL")
        database = (
            {"DATABASE_URL": another(url)} if url else {"DATABASE_PATH": f"{folder}/it.sqlite3"}
        )
        installation = Installation(database, Path(folder))
        with installation.serving() as server:
            alone = Author(installation.address, people)
            alone.start()
            compare_pages(alone)
            one = ninety_fifth([timed(alone.type)[0] for _ in range(ROUNDS)])
            before = memory_of(server.process.pid)
            waits, errors = crowd(installation.address, people, seconds)
            after = memory_of(server.process.pid)
    many = ninety_fifth(waits)
    print(f"{people} people, {seconds} s: {len(waits) / seconds:.0f} answers a second,", end=" ")
    print(f"p95 {many * 1000:.0f} ms, {many / one:.1f} of one person's {one * 1000:.0f} ms")
    print(f"errors {len(errors)} {sorted(set(errors))}; memory {before:.0f} to {after:.0f} MiB")


if __name__ == "__main__":
    main()
