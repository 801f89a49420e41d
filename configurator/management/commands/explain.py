"""``manage.py explain``: the command of the same name in ``cli``."""

from __future__ import annotations

from cli.commands import explain
from configurator.management.command import CliCommand


class Command(CliCommand):
    """Runs ``cli.commands.explain``."""

    module = explain
    help = explain.HELP
