"""``python -m cli``: the same as ``skillflaw-configurator``."""

from __future__ import annotations

from cli.main import program

program()
