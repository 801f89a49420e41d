"""``manage.py validate``: the command of the same name in ``cli``."""

from __future__ import annotations

from cli.commands import validate
from configurator.management.command import CliCommand


class Command(CliCommand):
    """Runs ``cli.commands.validate``."""

    module = validate
    help = validate.HELP
