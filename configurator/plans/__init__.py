"""Plan files at the edge: upload, unzip, parsing, stored findings, generator version, steps."""

from __future__ import annotations
