"""The HTTP API: the same services as the pages, for programs with a token."""

from __future__ import annotations
