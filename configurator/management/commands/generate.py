"""``manage.py generate``: the command of the same name in ``cli``."""

from __future__ import annotations

from cli.commands import generate
from configurator.management.command import CliCommand


class Command(CliCommand):
    """Runs ``cli.commands.generate``."""

    module = generate
    help = generate.HELP
