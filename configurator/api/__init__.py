"""The HTTP API: the same calls as the pages make, for programs that hold a token."""

from __future__ import annotations
