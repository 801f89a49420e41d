"""Which generator this is, and which edition of the guide its rules follow."""

from __future__ import annotations

VERSION = "0.2.0"

# The day on which the guide was read; a later edition of it gets a later day.
GUIDE = "2026-11-23"
