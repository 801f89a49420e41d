"""The addresses of the API; the modules beside this one say what each does."""

from __future__ import annotations

from ninja import Router

router = Router()
