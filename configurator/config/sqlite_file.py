"""Reused connections of SQLite, which end where the file behind them is another one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.signals import request_started
from django.db import connection
from django.db.backends.signals import connection_created

_OPENED = "opened_file"  # where a connection keeps the identity of its file


def watch() -> None:
    """Let each request ask whether the file is still there: a copy may be in its place."""
    connection_created.connect(_note, dispatch_uid="configurator.sqlite_file")
    request_started.connect(_close_if_replaced, dispatch_uid="configurator.sqlite_file")


def _identity(name: object) -> tuple[int, int] | None:
    """Return what tells a file from another one, or nothing where there is none."""
    try:
        status = Path(str(name)).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _note(*, connection: Any, **_: Any) -> None:
    if connection.vendor == "sqlite":
        setattr(connection, _OPENED, _identity(connection.settings_dict["NAME"]))


def _close_if_replaced(**_: Any) -> None:
    if connection.vendor != "sqlite" or connection.connection is None or connection.in_atomic_block:
        return
    if _identity(connection.settings_dict["NAME"]) != getattr(connection, _OPENED, None):
        connection.close()
