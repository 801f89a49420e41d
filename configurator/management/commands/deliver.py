"""`manage.py deliver`: send e-mail and webhooks, beside the server or from a timer."""

from __future__ import annotations

import logging
import os
import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from configurator.events import digest
from configurator.events import email
from configurator.events import webhooks

PAUSE = 2.0

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Send what is due until somebody stops it; several may run at once."""

    help = "Send e-mail and webhooks from the outbox."
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
        if options["once"]:
            while everything():
                pass
            return
        stop = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        beside = options["beside"]
        while not stop.is_set() and (beside is None or os.getppid() == beside):
            if not attempt():
                stop.wait(PAUSE)


def attempt() -> bool:
    """Deliver, whatever happens: a locked database or one bad row must not end the worker."""
    try:
        return everything()
    except Exception:
        logger.exception("A round of deliveries failed; the worker continues")
        return False
    finally:
        close_old_connections()


def everything() -> bool:
    """Deliver a round of everything; tell whether anything was settled."""
    return bool(email.deliver() + digest.deliver() + webhooks.deliver())
