"""`manage.py deliver`: send e-mail and webhooks and purge, beside the server or from a timer."""

from __future__ import annotations

import logging
import os
import signal
from argparse import ArgumentParser
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from django.db import DatabaseError
from django.db import close_old_connections
from django.utils import timezone

from configurator.config import environment
from configurator.events import digest
from configurator.events import email
from configurator.events.webhook_delivery import Sender
from configurator.management.command import PlainCommand
from configurator.management.commands.upgrade import pending
from configurator.services import empty_database
from configurator.services.git_history import Backlog
from configurator.services.purge import purge

PAUSE = 2.0
PURGE_INTERVAL = 3600.0
COMMITS = Backlog()

logger = logging.getLogger(__name__)


class Command(PlainCommand):
    """Send what is due until somebody stops it; several may run at once."""

    help = "Send e-mail and webhooks from the outbox, and purge every hour."
    # The server's checks are the server's to tell.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take when to end."""
        parser.add_argument("--once", action="store_true", help="send what is due, then exit")
        parser.add_argument(
            "--beside", type=int, metavar="PID", help="exit when this parent process exits"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Deliver, rest, and deliver again."""
        sender = Sender()
        if options["once"]:
            while everything(sender):
                sender.finish()
            return
        stop = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        beside = options["beside"]
        heartbeat = environment.text("HEARTBEAT")
        purge_due = monotonic()
        up_to_date = False
        while not stop.is_set() and (beside is None or os.getppid() == beside):
            up_to_date = up_to_date or ready()
            if up_to_date and monotonic() >= purge_due:
                attempt_purge()
                purge_due = monotonic() + PURGE_INTERVAL
            completed = up_to_date and attempt(sender)
            if heartbeat:
                Path(heartbeat).touch()
            if not completed:
                stop.wait(PAUSE)
        # What is on the way is due again if its outcome is not recorded.
        sender.finish()


def ready() -> bool:
    """Tell whether the database is up to date; the server or another container sees to it."""
    try:
        return empty_database.exists() and not pending()
    except DatabaseError as error:
        logger.warning("The worker waits for the database: %s", error)
        return False
    finally:
        close_old_connections()


def attempt(sender: Sender) -> bool:
    """Deliver, whatever happens: a locked database or one bad row must not end the worker."""
    try:
        return everything(sender)
    except Exception:
        logger.exception("A round of deliveries failed; the worker continues")
        return False
    finally:
        close_old_connections()


def attempt_purge() -> None:
    """Delete for good what is due; a failure is for the log, and for the next hour."""
    try:
        purge(timezone.now())
    except Exception:
        logger.exception("A purge failed; the worker continues")
    finally:
        close_old_connections()


def everything(sender: Sender) -> bool:
    """Deliver a round of everything; tell whether anything was settled.

    A webhook's receiver is not waited for, so that a slow one delays no e-mail.
    """
    return bool(sender.round() + email.deliver() + digest.deliver() + COMMITS.work_off())
