"""Commands of ``manage.py`` without Django's options, and those of ``cli`` among them."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from argparse import Namespace
from functools import partial
from textwrap import fill
from types import ModuleType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser

from cli.arguments import WIDTH
from cli.arguments import Formatter
from cli.arguments import usage_error
from cli.console import Console
from cli.console import Stop


class PlainCommand(BaseCommand):
    """A command whose ``--help`` has its own options alone, with examples as they are written."""

    _called_from_command_line: bool
    # Options of Django's that people have no use for still work, and stay out of --help.
    suppressed_base_arguments = {
        *("--version", "--verbosity", "--settings", "--pythonpath", "--traceback"),
        *("--no-color", "--force-color", "--skip-checks"),
    }

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        """Make the parser; wrong arguments end with 3, as in ``cli``."""
        parser = super().create_parser(prog_name, subcommand, formatter_class=Formatter, **options)
        parser.description = fill(parser.description or "", WIDTH)
        if getattr(self, "_called_from_command_line", False):
            parser.error = partial(usage_error, parser)  # type: ignore[method-assign] # argparse
        return parser


class CliCommand(PlainCommand):
    """Runs a module of ``cli.commands``, with its arguments, output and exit codes."""

    module: ModuleType
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        self.module.add_arguments(parser)

    @property
    def console(self) -> Console:
        """Print where Django prints, with links to this installation."""
        return Console(self.stdout, self.stderr, settings.SITE_URL)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            code: int = self.module.run(Namespace(**options), self.console)
        except Stop as stop:
            raise CommandError(str(stop), returncode=stop.code) from None
        if code:
            sys.exit(code)
