"""Git's objects, packs and protocol as bytes. It knows neither the database nor HTTP."""

from __future__ import annotations
