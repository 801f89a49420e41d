"""The commands without Django: files and terminals around the pure generators."""

from __future__ import annotations
