"""``manage.py promote``: the command of the same name in ``cli``."""

from __future__ import annotations

from cli.commands import promote
from configurator.management.command import CliCommand


class Command(CliCommand):
    """Runs ``cli.commands.promote``."""

    module = promote
    help = promote.HELP
