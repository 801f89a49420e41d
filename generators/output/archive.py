"""A bundle as a zip or a tar file whose bytes depend on nothing but the bundle."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from tarfile import USTAR_FORMAT
from tarfile import TarFile
from tarfile import TarInfo
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import BadZipFile
from zipfile import ZipFile
from zipfile import ZipInfo

from generators.output.files import Rendered
from generators.yaml import loader
from generators.yaml.problem import Problem
from generators.yaml.problem import Unreadable

NEVER = (1980, 1, 1, 0, 0, 0)
UNIX = 3


def zipped(folder: str, files: Iterable[Rendered]) -> bytes:
    """Pack files below one folder, sorted, with fixed dates and modes.

    Entries are stored, not compressed: another zlib would compress to other bytes, and the same
    plan has to give the same archive on every machine.
    """
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for file in sorted(files, key=lambda rendered: rendered.path):
            entry = ZipInfo(f"{folder}/{file.path}", NEVER)
            entry.create_system = UNIX
            entry.external_attr = (0o100755 if file.executable else 0o100644) << 16
            archive.writestr(entry, file.text)
    return stream.getvalue()


def tarred(folder: str, files: Iterable[Rendered]) -> bytes:
    """Pack the same files as a tar, with the same modes and no dates or owners."""
    stream = BytesIO()
    with TarFile(fileobj=stream, mode="w", format=USTAR_FORMAT) as archive:
        for file in sorted(files, key=lambda rendered: rendered.path):
            content = file.text.encode()
            member = TarInfo(f"{folder}/{file.path}")
            member.size = len(content)
            member.mode = 0o755 if file.executable else 0o644
            archive.addfile(member, BytesIO(content))
    return stream.getvalue()


def plan_in(archive: bytes) -> bytes:
    """Find the plan file in the zip of a bundle; :class:`Unreadable` where there is none.

    No more than a plan file's greatest size is ever unpacked, whatever the archive claims.
    """
    try:
        with ZipFile(BytesIO(archive)) as opened:
            name = _plan_among(opened.namelist())
            entry = opened.getinfo(name)
            if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or entry.flag_bits & 1:
                raise _unreadable("The plan file in the archive is encrypted or packed oddly.")
            with opened.open(entry) as stream:
                return loader.read(stream)
    except (BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise _unreadable("The file is not a zip archive, or it is damaged.") from error


def _plan_among(names: list[str]) -> str:
    plans = [name for name in names if name == "plan.yaml" or name.count("/") == 1]
    candidates = [name for name in plans if name.rpartition("/")[2] == "plan.yaml"]
    if len(candidates) != 1:
        raise _unreadable("The archive holds no plan.yaml of a bundle.")
    return candidates[0]


def _unreadable(message: str) -> Unreadable:
    return Unreadable((Problem(message),))
