"""The files of a bundle that somebody holds, read in bounds: it may be anything.

A zip, a tar or a tar packed with gzip; a folder is walked by the command that was given it. The
bundle is the folder that has a ``plan.yaml`` and the overlays beside it, wherever it lies.
"""

from __future__ import annotations

import re
import tarfile
import zlib
from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from io import BytesIO
from posixpath import normpath
from stat import S_ISLNK
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import BadZipFile
from zipfile import ZipFile
from zipfile import ZipInfo

from generators.output.checksums import CHECKSUMS
from generators.output.checksums import bundle_digest
from generators.output.checksums import digests_in
from generators.output.checksums import is_custom
from generators.output.checksums import sha256
from generators.yaml.problem import unreadable

# Bounds of this product's own, far above its largest bundle.
MOST_FILES = 2000
MOST_BYTES = 5 * 1024 * 1024
LONGEST_PATH = 300  # characters that are shown
LONGEST_READ = 1024
# Where the overlays begin in a path; before it is what may be a bundle's folder.
OVERLAYS = re.compile(r"(?:^|(?<=/))(?=overlays/)")
PLAN = "plan.yaml"
ZIP_MAGIC = b"PK"
UNIX_MODE = 16  # the upper half of an entry's attributes
GZIP_MAGIC = b"\x1f\x8b"
WITH_GZIP_HEADER = 31  # zlib's window size plus 16: the stream has the header of gzip
NO_ARCHIVE = "The file is neither a zip nor a tar archive, or it is damaged."
NO_BUNDLE = "There is no bundle in it: no folder with a plan.yaml and overlays beside it."
TOO_LARGE = "It is no bundle: its files are over the limit of 5 MiB or 2,000 files."


@dataclass(frozen=True)
class Received:
    """A bundle's folder and, by path inside it, the SHA-256 of each file.

    A file that cannot be read, or is none, such as a link, has an empty one. ``recorded`` is what
    the bundle's own ``SHA256SUMS`` says of its files, empty where it has none.
    """

    name: str
    files: Mapping[str, str]
    recorded: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Return the bundle's digest, which is that of the same files in any other packing."""
        return bundle_digest(self.files)

    @property
    def customized(self) -> tuple[str, ...]:
        """List the paths below ``custom/``, sorted; no digest and no approval covers them."""
        return tuple(sorted(path for path in self.files if is_custom(path)))

    def compared(self, approved: Mapping[str, str]) -> Comparison:
        """Compare the files with those of an approved bundle, by the SHA-256 of each."""
        held = {path for path in self.files if not is_custom(path)}
        wanted = {path for path in approved if not is_custom(path)}
        return Comparison(
            missing=tuple(sorted(wanted - held)),
            added=tuple(sorted(held - wanted)),
            changed=tuple(
                sorted(path for path in held & wanted if self.files[path] != approved[path])
            ),
        )


@dataclass(frozen=True)
class Comparison:
    """How the files of a bundle differ from an approved one; all empty where they do not."""

    missing: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Tell whether these are the same files."""
        return not (self.missing or self.added or self.changed)


def received(archive: bytes) -> Received:
    """Read the files of a bundle's zip or tar; :class:`Unreadable` where it is none.

    An archive that unpacks to more than 5 MiB or 2,000 files is refused before it is unpacked.
    """
    if len(archive) > MOST_BYTES:
        raise unreadable("The file is larger than 5 MiB, the limit for the archive of a bundle.")
    try:
        reader = _zip_files if archive.startswith(ZIP_MAGIC) else _tar_files
        return bundle_among(reader(archive))
    except (BadZipFile, tarfile.TarError, EOFError, NotImplementedError, OSError) as error:
        raise unreadable(NO_ARCHIVE) from error
    except (ValueError, zlib.error) as error:
        raise unreadable(NO_ARCHIVE) from error


def bundle_among(files: Iterable[tuple[str, bytes | None]]) -> Received:
    """Find the one bundle among files by path; :class:`Unreadable` where there is none or more.

    A path that leaves the top, or leads through a link, is refused: unpacking it could replace a
    file of the bundle that was checked.
    """
    digests: dict[str, str] = {}
    sums: dict[str, bytes] = {}
    for written, content in files:
        path = _inside(written)
        if path.rpartition("/")[2] == CHECKSUMS:
            sums[path] = content or b""
        # Of two files at one path nobody knows which one an archiver takes.
        once = content is not None and path not in digests
        digests[path] = sha256(content or b"") if once else ""
    _refuse_links(digests)
    folder = _bundle_folder(digests)
    # Some file systems take Acme/ and acme/ for one folder.
    inside = {
        printable(path[len(folder) :]): digest
        for path, digest in digests.items()
        if path.casefold().startswith(folder.casefold())
    }
    recorded = digests_in(sums.get(f"{folder}{CHECKSUMS}", b"").decode("utf-8", "replace"))
    return Received(
        printable(folder.rstrip("/").rpartition("/")[2]),
        inside,
        {printable(path): digest for path, digest in recorded.items()},
    )


def _inside(path: str) -> str:
    """Bring a path to one form; ``Unreadable`` where it leaves the top of the archive."""
    if len(path) > LONGEST_READ:
        raise unreadable(
            f"It is no bundle: a path has {len(path)} characters. A path of a bundle has at most "
            f"{LONGEST_READ}."
        )
    normal = normpath(path.replace("\\", "/"))
    if normal.startswith(("/", "../")) or normal in ("..", "."):
        raise unreadable(f"It is no bundle: the path {printable(path)} leaves its top folder.")
    return normal


def _refuse_links(digests: Mapping[str, str]) -> None:
    paths = sorted(digests)
    for link in (path for path, digest in digests.items() if not digest):
        below = f"{link}/"
        for path in paths[bisect_left(paths, below) :][:1]:
            if path.startswith(below):
                raise unreadable(
                    f"It is no bundle: the path {printable(path)} leads through a link."
                )


def printable(path: str) -> str:
    """Write a path so that it cannot act on the terminal or page that shows it."""
    written = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in path
    )
    return written[:LONGEST_PATH]


def _bundle_folder(paths: Iterable[str]) -> str:
    """Find the folder of the bundle, with a slash at its end, or empty where it is the top."""
    tops = {path.removesuffix(PLAN) for path in paths if path.rpartition("/")[2] == PLAN}
    above = {path[: match.start()] for path in paths for match in OVERLAYS.finditer(path)}
    bundles = [top for top in tops if top in above]
    if not bundles:
        raise unreadable(NO_BUNDLE)
    if len(bundles) > 1:
        names = ", ".join(sorted(printable(bundle or "./") for bundle in bundles))
        raise unreadable(f"There is more than one bundle in it: {names}. Verify one of them.")
    return bundles[0]


def _zip_files(archive: bytes) -> Iterator[tuple[str, bytes | None]]:
    with ZipFile(BytesIO(archive)) as opened:
        entries = [entry for entry in opened.infolist() if not entry.is_dir()]
        if len(entries) > MOST_FILES:
            raise unreadable(TOO_LARGE)
        left = MOST_BYTES
        for entry in entries:
            content = _zip_content(opened, entry, left)
            left -= len(content or b"")
            yield entry.filename, content


def _zip_content(archive: ZipFile, entry: ZipInfo, most: int) -> bytes | None:
    """Unpack one file; nothing where it is a link, encrypted or damaged."""
    linked = S_ISLNK(entry.external_attr >> UNIX_MODE)
    if linked or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or entry.flag_bits & 1:
        return None
    try:
        with archive.open(entry) as stream:
            content = stream.read(most + 1)
    except (BadZipFile, EOFError, zlib.error):
        return None
    if len(content) > most:
        raise unreadable(TOO_LARGE)
    return content


def _tar_files(archive: bytes) -> Iterator[tuple[str, bytes | None]]:
    unpacked = _without_gzip(archive) if archive.startswith(GZIP_MAGIC) else archive
    count, left = 0, MOST_BYTES
    with tarfile.open(fileobj=BytesIO(unpacked), mode="r:") as opened:
        for member in opened:
            if member.isdir():
                continue
            count += 1
            if count > MOST_FILES or member.size > left:
                raise unreadable(TOO_LARGE)
            stream = opened.extractfile(member) if member.isreg() else None
            content = stream.read() if stream else None
            left -= len(content or b"")
            yield member.name, content


def _without_gzip(archive: bytes) -> bytes:
    """Unpack gzip to no more than twice the bound: a tar has a head of 512 bytes a file."""
    opened = zlib.decompressobj(WITH_GZIP_HEADER)
    unpacked = opened.decompress(archive, 2 * MOST_BYTES)
    if opened.unconsumed_tail:
        raise unreadable(TOO_LARGE)
    return unpacked
