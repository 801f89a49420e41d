#!/usr/bin/env python
"""The configurator's command line: `validate`, `generate`, `schema`, `rules`, and Django's own."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command that was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "configurator.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
