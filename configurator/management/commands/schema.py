"""``manage.py schema``: the command of the same name in ``cli``."""

from __future__ import annotations

from cli.commands import schema
from configurator.management.command import CliCommand


class Command(CliCommand):
    """Runs ``cli.commands.schema``."""

    module = schema
    help = schema.HELP
