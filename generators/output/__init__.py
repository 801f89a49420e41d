"""What leaves the generators beside a bundle: reports, SARIF, JSON Schema, archives."""

from __future__ import annotations
