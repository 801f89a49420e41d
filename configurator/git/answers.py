"""The answers of Git's protocol: the references, and what stands before a pack.

Version 0: https://git-scm.com/docs/pack-protocol; version 2: https://git-scm.com/docs/protocol-v2.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from configurator.git.history import HEAD
from configurator.git.history import LATEST
from configurator.git.history import Selection
from configurator.git.pkt_line import DELIMITER
from configurator.git.pkt_line import FLUSH
from configurator.git.pkt_line import error
from configurator.git.pkt_line import line
from configurator.git.request import FetchRequest

UPLOAD, RECEIVE = "git-upload-pack", "git-receive-pack"
AGENT = "agent=skillflaw-configurator"
DETAILED = "multi_ack_detailed"
BANDS = "side-band-64k"
HEAD_POINTS = f"symref={HEAD}:refs/heads/{LATEST}"
CAPABILITIES = (
    *(DETAILED, BANDS, "thin-pack", "ofs-delta", "shallow", "include-tag", "no-progress"),
    *("allow-tip-sha1-in-want", "allow-reachable-sha1-in-want", HEAD_POINTS),
    *("object-format=sha1", AGENT),
)
NO_COMMIT = "0" * 40


def advertised(references: Mapping[str, str]) -> bytes:
    """Write the references for version 0, with what the server can do after the first."""
    lines = [f"{oid} {name}" for name, oid in references.items()] or [
        f"{NO_COMMIT} capabilities^{{}}"
    ]
    first, *others = lines
    announced = [f"{first}\0{' '.join(CAPABILITIES)}", *others]
    return b"".join([line(f"# service={UPLOAD}"), FLUSH, *map(line, announced), FLUSH])


def advertised_commands() -> bytes:
    """Write what the server can do in version 2."""
    lines = ("version 2", AGENT, "ls-refs", "fetch=shallow", "object-format=sha1")
    return b"".join([*map(line, lines), FLUSH])


def refused_push(message: str) -> bytes:
    """Answer somebody who wants to push, so that their client prints the message."""
    return line(f"# service={RECEIVE}") + FLUSH + error(message)


def listed(references: Mapping[str, str], arguments: Sequence[str]) -> bytes:
    """Answer the command that lists references, of which a client may ask for some by prefix."""
    prefixes = tuple(
        argument.removeprefix("ref-prefix ")
        for argument in arguments
        if argument.startswith("ref-prefix ")
    )
    target = f" symref-target:refs/heads/{LATEST}" if "symrefs" in arguments else ""
    lines = (
        line(f"{oid} {name}{target if name == HEAD else ''}")
        for name, oid in references.items()
        if not prefixes or name.startswith(prefixes)
    )
    return b"".join([*lines, FLUSH])


def negotiated(request: FetchRequest, selection: Selection) -> tuple[bytes, bool]:
    """Write what answers a request of version 0, and tell whether a pack follows."""
    shallow = b"".join([*_shallow(selection), FLUSH]) if request.depth else b""
    if not request.negotiated:
        return shallow, False
    common = [row.oid for row in selection.common]
    detailed = DETAILED in request.capabilities
    if request.done or not detailed:
        last = line(f"ACK {common[-1]}") if common else line("NAK")
        return shallow + last, request.done
    acknowledged = [line(f"ACK {oid} common") for oid in common]
    ready = [line(f"ACK {common[-1]} ready")] if common else []
    return b"".join([shallow, *acknowledged, *ready, line("NAK")]), False


def negotiated_sections(request: FetchRequest, selection: Selection) -> tuple[bytes, bool]:
    """Write what answers a request of version 2, and tell whether a pack follows."""
    sections = b""
    if not request.done:
        common = [line(f"ACK {row.oid}") for row in selection.common]
        sections = b"".join([line("acknowledgments"), *(common or [line("NAK")])])
        if not common:
            return sections + FLUSH, False
        sections += line("ready") + DELIMITER
    if request.depth:
        sections += b"".join([line("shallow-info"), *_shallow(selection), DELIMITER])
    return sections + line("packfile"), True


def _shallow(selection: Selection) -> Iterator[bytes]:
    yield from (line(f"shallow {oid}") for oid in selection.shallow)
    yield from (line(f"unshallow {oid}") for oid in selection.unshallow)
