"""How people come in: what allauth leaves open to us, decided here."""

from __future__ import annotations
