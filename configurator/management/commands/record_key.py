"""``manage.py record_key``: show the keys of approval records, or replace the one that signs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from configurator.config.record_key import RecordKeys
from configurator.config.record_key import Unsigned
from configurator.config.record_key import new_record_keys
from configurator.config.record_key import record_keys
from configurator.config.record_key import write_record_keys
from configurator.management.command import PlainCommand
from generators import records


class Command(PlainCommand):
    """Prints public keys only; the private key leaves its file for another key file alone."""

    help = "Show the public keys of approval records; --rotate replaces the key that signs them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rotate",
            action="store_true",
            help="make a new key and retire the current one, whose records stay valid; or make the "
            "first key",
        )
        parser.add_argument(
            "-o",
            "--output",
            metavar="FILE",
            help="with --rotate: write the new key file there, for a mounted Secret",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["output"] and not options["rotate"]:
            raise CommandError("--output FILE is where --rotate writes: give both.")
        try:
            keys = _rotated(options["output"]) if options["rotate"] else record_keys()
        except Unsigned as error:
            raise CommandError(str(error)) from None
        self.stdout.write(records.as_pem(keys.public), ending="")


def _rotated(output: str | None) -> RecordKeys:
    """Write a key file in which a new key signs; the first key where there is no file yet."""
    path = Path(settings.RECORD_KEY_FILE)
    keys = record_keys().rotated() if path.exists() else new_record_keys()
    target = Path(output) if output else path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_record_keys(target, keys)
    except OSError as error:
        message = f"{target} was not written: {error.strerror}. Name another file with --output."
        raise CommandError(message) from None
    return keys
