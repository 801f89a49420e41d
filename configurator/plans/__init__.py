"""Plan files at the edge: upload, parsing, stored findings, generator version, steps."""

from __future__ import annotations
