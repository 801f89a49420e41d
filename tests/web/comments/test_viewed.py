"""Ticks: a file or a choice that was viewed, until it changes."""

from __future__ import annotations

from configurator.models import Configuration
from configurator.models import ViewedTick
from tests.web.comments.participants import REPLICAS
from tests.web.comments.participants import Participant
from tests.web.comments.participants import Revise

FILE = "base/backend-deployment.yaml"


def viewed(participant: Participant, configuration: Configuration, right: int) -> int:
    """Count the ticks in the comparison with the first revision."""
    url = f"/compare/?left={configuration.pk}:1&right={configuration.pk}:{right}"
    return participant.client.get(url).content.decode().count('aria-pressed="true"')


def tick(participant: Participant, number: int, about: str, path: str, on: str = "on") -> None:
    sent = {"about": about, "path": path, "viewed": on}
    participant.client.post(f"{participant.top}{number}/viewed/", sent)


def test_a_tick_goes_when_its_content_changes(
    reviewing: Participant, writing: Participant, saved: Configuration, revise: Revise
) -> None:
    revise({REPLICAS: 4})
    tick(reviewing, 2, "choice", REPLICAS)
    tick(reviewing, 2, "file", "README.md")
    assert (viewed(reviewing, saved, 2), viewed(writing, saved, 2)) == (2, 0)

    revise({"redis.ttlSeconds": 60})
    assert viewed(reviewing, saved, 3) == 2
    revise({REPLICAS: 5})

    assert viewed(reviewing, saved, 4) == 0
    assert viewed(reviewing, saved, 3) == 2


def test_a_tick_is_taken_away(reviewing: Participant, saved: Configuration, revise: Revise) -> None:
    revise({REPLICAS: 4})
    tick(reviewing, 2, "choice", REPLICAS)

    sent = {"about": "choice", "path": REPLICAS}
    answer = reviewing.client.post(f"{reviewing.top}2/viewed/beside/", sent)

    assert 'aria-pressed="false"' in answer.content.decode()
    assert not ViewedTick.objects.exists()


def test_a_tick_leads_back_to_the_comparison(reviewing: Participant, saved: Configuration) -> None:
    back = f"/compare/?left={saved.pk}:1&right={saved.pk}:1"

    sent = {"about": "file", "path": FILE, "viewed": "on", "back": back, "at": "files"}
    answer = reviewing.client.post(f"{reviewing.top}1/viewed/", sent)

    assert answer["Location"] == f"{back}#files"
