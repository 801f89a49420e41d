"""Paths inside a container."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from generators.plan.scalars.names import one_line
from generators.plan.scalars.optional import or_empty
from generators.plan.scalars.secretlike import shown

_LONGEST = 1000


def mount_path(text: str) -> str:
    """Check a path to mount at and bring it to one form: no doubled or trailing slash.

    A relative path passes, because a rule of the guide finds it.
    """
    path = re.sub(r"/{2,}", "/", one_line(text.strip()))
    if path != "/":
        path = path.removesuffix("/")
    if path in ("", "/", "."):
        raise ValueError("A directory is missing. Write one such as /var/lib/skillflaw.")
    if len(path) > _LONGEST:
        raise ValueError(
            f"{shown(text)} is not a path. Write one line of at most {_LONGEST} characters."
        )
    if ".." in path.split("/"):
        raise ValueError(f"{shown(text)} contains “..”. Write the path without it.")
    if ":" in path:
        raise ValueError(
            f"{shown(text)} contains a colon, which a mountPath must not contain. Remove it."
        )
    return path


MountPath = Annotated[str, AfterValidator(mount_path)]
OptionalMountPath = Annotated[str, AfterValidator(or_empty(mount_path))]
