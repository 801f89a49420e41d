"""Uploaded plans: a plan file, or the zip of a bundle."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

import generators

ZIP = b"PK\x03\x04"


def plan_in(sent: Any) -> tuple[generators.PlanFile, str]:
    """Read the plan file of an upload, and name its kind; ``Unreadable`` where there is none."""
    if not isinstance(sent, UploadedFile) or not sent.size:
        raise generators.unreadable(
            "No file was chosen, or the file is empty. Choose a plan file or a bundle zip."
        )
    packed = sent.read(len(ZIP)) == ZIP
    most = settings.LARGEST_ZIP if packed else settings.LARGEST_PLAN
    if sent.size > most:
        kind = "zip" if packed else "plan file"
        raise generators.unreadable(
            f"A {kind} may have {most // settings.LARGEST_PLAN} MiB at most."
        )
    sent.seek(0)
    # Only the plan is unpacked from a zip.
    text = generators.plan_from_zip(sent.read()) if packed else sent.read()
    return generators.read_plan_file(text), "a bundle" if packed else "a plan file"
