from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from configurator.events.webhook_delivery import Sender
from configurator.management.commands import deliver
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Notification
from configurator.models import User

pytestmark = pytest.mark.postgres

TOP = Path(__file__).resolve().parents[2]


def test_one_bad_round_does_not_end_the_worker(
    saved: Configuration, reviewer: User, settings: Any, caplog: Any
) -> None:
    settings.EMAIL_BACKEND = "nowhere.Backend"
    saved.shares.create(person=reviewer, role="viewer", by=reviewer)
    Notification.objects.create(
        person=reviewer,
        event=Event.objects.get(),
        mail=True,
        next_try=saved.created,
    )

    assert not deliver.attempt(Sender())

    assert "failed" in caplog.text
    assert not deliver.attempt(Sender())


def test_the_worker_ends_with_the_server_that_started_it() -> None:
    # No process is its own parent's parent: so looks a server that ended.
    done = subprocess.run(
        [sys.executable, "manage.py", "deliver", "--beside", "1"],
        cwd=TOP,
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
