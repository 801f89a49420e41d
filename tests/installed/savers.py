"""People who save, each in a thread: they count what they sent and what was acknowledged."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from threading import Thread
from typing import Any

import requests

from tests.installed.installation import Installation

SAVED = ">Draft saved.<"
REVISION = re.compile(r"/r/(\d+)/$")
PATIENCE = 60  # seconds for one answer: hundreds wait in a queue

# Choices that take a running number without anything else in the plan being wrong by it.
ANSWERS = {
    "metadata.description": "Save {}",
    "release.change": "Change {}",
    "storage.storageClass": "class-{}",
    "database.name": "plans{}",
    "redis.port": "{}",
    "secrets.keyFile.name": "key-{}",
    "ingress.gateway.name": "gateway-{}",
    "operations.runAsUser": "{}",
}
FIRST = 2000  # a number that every one of them takes


@dataclass
class Browser:
    """Somebody who is signed in, at one draft."""

    installation: Installation
    session: str
    draft: str

    def get(self, path: str) -> requests.Response:
        """Open a page of the draft."""
        return requests.get(self._at(path), cookies=self._cookies(), timeout=PATIENCE)

    def post(self, path: str, sent: dict[str, str]) -> requests.Response:
        """Send a form of the draft; where it leads is not followed."""
        return requests.post(
            self._at(path),
            {"csrfmiddlewaretoken": "c" * 32, **sent},
            cookies=self._cookies(),
            timeout=PATIENCE,
            allow_redirects=False,
        )

    def _at(self, path: str) -> str:
        return f"{self.installation.address}/c/{self.draft}/{path}/"

    def _cookies(self) -> dict[str, str]:
        return {"configurator": self.session, "configurator-csrf": "c" * 32}


@dataclass
class Saver(Thread):
    """Somebody who saves again and again until the server is gone.

    ``sent`` counts the saves, ``acknowledged`` holds what came of those that were answered.
    """

    browser: Browser
    sent: int = 0
    acknowledged: list[int] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = object.__hash__

    def run(self) -> None:
        """Save until the server is gone; somebody who is refused does not try again."""
        with suppress(requests.ConnectionError):
            while not self.refused:
                self.sent += 1
                self.save(self.sent)

    def save(self, number: int) -> None:
        """Save once."""
        raise NotImplementedError

    def answered(self, answer: requests.Response, number: int) -> None:
        """Note an answer."""
        if answer.ok:
            self.acknowledged.append(number)
        else:
            self.refused.append(answer.status_code)


@dataclass
class Answerer(Saver):
    """Somebody who types a running number into one choice of the wizard."""

    path: str = ""
    base: str = ""

    __hash__ = object.__hash__

    @property
    def step(self) -> str:
        return self.path.partition(".")[0]

    def value(self, number: int) -> str:
        """Give what is typed for the choice the given time."""
        return ANSWERS[self.path].format(FIRST + number)

    def save(self, number: int) -> None:
        """Send the answer."""
        answer = self.browser.post(f"{self.step}/check", self._form(number))
        # Nobody else writes this choice, so there is nothing to decide.
        assert not answer.ok or SAVED in answer.text
        self.answered(answer, number)

    def _form(self, number: int) -> dict[str, str]:
        return {
            "asked": self.path,
            self.path: self.value(number),
            "base": f"{self.path} {self.base}",
            "page": f"{id(self):x}",
        }


@dataclass
class Keeper(Saver):
    """Somebody who saves the draft as a revision."""

    __hash__ = object.__hash__

    def save(self, number: int) -> None:
        """Press the button; the number of the revision is where it leads."""
        answer = self.browser.post("save", {"note": f"Save {number}"})
        match = REVISION.search(answer.headers.get("Location", ""))
        self.answered(answer, int(match[1]) if match else 0)


def everybody(installation: Installation, rows: dict[str, Any]) -> list[Saver]:
    """Put a hundred people at ten drafts: one for each of eight choices, and two who keep."""
    people: list[Saver] = []
    for draft in rows["drafts"]:
        browsers = [Browser(installation, session, draft) for session in rows["sessions"]]
        for turn, path in enumerate(ANSWERS):
            people.append(Answerer(browsers[turn % 2], path=path, base=rows["base"][path]))
        people += [Keeper(browser) for browser in browsers]
    return people
