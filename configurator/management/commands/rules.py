"""``manage.py rules``: the command of the same name in ``cli``."""

from __future__ import annotations

from cli.commands import rules
from configurator.management.command import CliCommand


class Command(CliCommand):
    """Runs ``cli.commands.rules``."""

    module = rules
    help = rules.HELP
