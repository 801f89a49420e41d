"""The files of an uploaded zip, unpacked with limits."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import BadZipFile
from zipfile import ZipFile
from zipfile import ZipInfo

from django.conf import settings

import generators

MOST_FILES = 2000
LONGEST_PATH = 300
PLAN = "plan.yaml"
NO_ZIP = "The file is not a zip archive, or it is damaged."
NO_BUNDLE = "The zip is not a bundle: it has no folder with a plan.yaml."
TOO_MUCH = "The zip is not a bundle: its unpacked size is over the limit."


@dataclass(frozen=True)
class Packed:
    """The name of a bundle, and the SHA-256 of each file by its path inside the folder.

    The SHA-256 is empty for a file that cannot be unpacked.
    """

    name: str
    files: dict[str, str]


def unpacked(zipped: bytes) -> Packed:
    """Read the files of a bundle's zip; ``Unreadable`` where it is no bundle or too large."""
    try:
        with ZipFile(BytesIO(zipped)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            folder = _folder(entries)
            return Packed(_printable(folder), _digests(archive, entries, folder))
    except (BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise unreadable(NO_ZIP) from error


def unreadable(message: str) -> generators.Unreadable:
    """Return the error of a file that cannot be read, with its message."""
    return generators.Unreadable((generators.Problem(message),))


def _folder(entries: list[ZipInfo]) -> str:
    if len(entries) > MOST_FILES:
        raise unreadable(TOO_MUCH)
    plans = [entry.filename.removesuffix(f"/{PLAN}") for entry in entries if _is_plan(entry)]
    folders = {plan for plan in plans if plan and "/" not in plan}
    if len(folders) != 1:
        raise unreadable(NO_BUNDLE)
    return folders.pop()


def _is_plan(entry: ZipInfo) -> bool:
    return entry.filename.endswith(f"/{PLAN}")


def _digests(archive: ZipFile, entries: list[ZipInfo], folder: str) -> dict[str, str]:
    remaining = settings.LARGEST_ZIP
    digests: dict[str, str] = {}
    for entry in entries:
        content = _content(archive, entry, remaining)
        remaining -= len(content or b"")
        path = _printable(entry.filename.removeprefix(f"{folder}/"))
        # Of two files with the same path it is undefined which one is unpacked.
        known = content is not None and path not in digests
        digests[path] = hashlib.sha256(content or b"").hexdigest() if known else ""
    return digests


def _printable(path: str) -> str:
    """Replace control characters in a path, and shorten it."""
    written = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in path
    )
    return written[:LONGEST_PATH]


def _content(archive: ZipFile, entry: ZipInfo, most: int) -> bytes | None:
    """Unpack one file; nothing where it is encrypted, damaged or compressed by another method."""
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or entry.flag_bits & 1:
        return None
    try:
        with archive.open(entry) as stream:
            content = stream.read(most + 1)
    except (BadZipFile, EOFError, zlib.error):
        return None
    if len(content) > most:
        raise unreadable(TOO_MUCH)
    return content
