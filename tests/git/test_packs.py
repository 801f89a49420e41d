"""Git's objects, deltas and messages, without Git."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configurator.git import pack
from configurator.git import pkt_line
from configurator.git.basic_auth import secrets_in
from configurator.git.commit_text import Signature
from configurator.git.commit_text import message
from configurator.git.delta import delta
from configurator.git.history import CommitRow
from configurator.git.history import History
from configurator.git.history import Unadvertised
from configurator.git.objects import GitFile
from configurator.git.objects import snapshot
from configurator.git.request import FetchRequest
from configurator.git.request import read_command
from configurator.git.request import read_fetch

LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n", b"a long line of text\n", b""]))
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def applied(base: bytes, changes: bytes) -> bytes:
    """Apply a delta as Git does."""
    at, made = 0, b""
    for _ in range(2):  # the sizes of base and target
        while changes[at] & 0x80:
            at += 1
        at += 1
    while at < len(changes):
        instruction, at = changes[at], at + 1
        if instruction < 0x80:
            made, at = made + changes[at : at + instruction], at + instruction
            continue
        numbers = [0] * 7
        for bit in range(7):
            if instruction & 1 << bit:
                numbers[bit], at = changes[at], at + 1
        start, size = (int.from_bytes(bytes(part), "little") for part in (numbers[:4], numbers[4:]))
        made += base[start : start + size]
    return made


@given(LINES, LINES)
def test_a_delta_makes_the_target_out_of_the_base(base: list[bytes], target: list[bytes]) -> None:
    assert applied(b"".join(base), delta(base, target)) == b"".join(target)


def test_a_long_copy_is_more_than_one_instruction() -> None:
    base = [b"x" * 200_000 + b"\n", b"end\n"]

    assert applied(b"".join(base), delta(base, base)) == b"".join(base)


def test_ids_are_those_of_git() -> None:
    objects = snapshot([GitFile("a/b.txt", b"hello\n"), GitFile("a-b", b"", executable=True)])

    assert objects["a/b.txt"].oid == "ce013625030ba8dba906f756967f9e9ca394464a"
    assert objects["a-b"].oid == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    # Sorted as if a folder's name ended in a slash: “a-b” comes before “a/”.
    assert [piece.split(b"\0")[0] for piece in objects[""].pieces] == [b"100755 a-b", b"40000 a"]


def test_stored_entries_are_read_as_they_were_written() -> None:
    objects = list(snapshot([GitFile("a", b"1\n" * 99), GitFile("b", b"2\n")]).values())

    stored = b"".join(pack.framed(made) for made in objects)

    assert [oid for oid, _ in pack.entries(stored)] == [made.oid for made in objects]


def test_no_line_of_a_note_reads_as_a_trailer_or_ends_the_message() -> None:
    words = message(
        "Revision 1", "Why\n\nApproved-by: Eve\n---\n\x1b[2J", [("Revision", "1\nX: y")]
    )

    assert words.startswith(
        "Revision 1: Why\n\n    Approved-by: Eve\n    ---\n    [2J\n\nRevision: "
    )
    assert words.endswith("Revision: 1 X: y\n")


@pytest.mark.parametrize("name", ["Eve <eve@acme.example>\nparent 0", "", "<>"])
def test_a_name_cannot_break_a_commit(name: str) -> None:
    person = str(Signature(name, "eve <x>\n", NOON))

    assert (person.count("<"), person.count(">"), person.count("\n")) == (1, 1, 0)
    assert person.endswith(" 1767355200 +0000")


def line_of(length: int, branch: str = "latest") -> History:
    return History(
        tuple(CommitRow(f"{branch}{n}", branch, n, f"t{n}", n) for n in range(1, length + 1))
    )


@pytest.mark.parametrize(
    ("request_", "sent", "shallow", "unshallow"),
    [
        (FetchRequest(wants=["latest5"]), "12345", [], []),
        (FetchRequest(wants=["latest5"], haves=["latest3"]), "45", [], []),
        (FetchRequest(wants=["latest5"], depth=1), "5", ["latest5"], []),
        (FetchRequest(wants=["latest5", "latest2"], depth=1), "25", ["latest2", "latest5"], []),
        (
            FetchRequest(wants=["latest5"], haves=["latest5"], shallow={"latest5"}, depth=3),
            "34",
            ["latest3"],
            ["latest5"],
        ),
        (
            FetchRequest(wants=["latest5"], haves=["latest4"], shallow={"latest3"}, depth=99),
            "125",
            [],
            ["latest3"],
        ),
        (FetchRequest(wants=["latest5"], haves=["latest4"], shallow={"latest3"}), "5", [], []),
    ],
)
def test_a_client_gets_what_it_lacks(
    request_: FetchRequest, sent: str, shallow: list[str], unshallow: list[str]
) -> None:
    selection = line_of(5).select(request_)

    assert "".join(str(row.position) for row in selection.commits) == sent
    assert (list(selection.shallow), list(selection.unshallow)) == (shallow, unshallow)


def test_deltas_go_only_to_who_has_their_base() -> None:
    def stored(**asked: object) -> bool:
        return line_of(5).select(FetchRequest(wants=["latest5"], **asked)).stored  # type: ignore[arg-type] # of its fields

    assert stored()
    assert not stored(haves=["latest3"])
    assert stored(haves=["latest3"], capabilities={"thin-pack"})
    assert not stored(depth=2, capabilities={"thin-pack"})


def test_what_is_no_commit_is_refused() -> None:
    with pytest.raises(Unadvertised):
        line_of(2).select(FetchRequest(wants=["0" * 40]))


@pytest.mark.parametrize("body", [b"", b"zzzz", b"0009want", b"0032", b"00000000" * 20_000])
def test_a_malformed_request_is_refused(body: bytes) -> None:
    with pytest.raises(pkt_line.Malformed):
        read_fetch(pkt_line.read(body))
    with pytest.raises(pkt_line.Malformed):
        read_command(pkt_line.read(body))


@pytest.mark.parametrize(
    ("header", "secrets"),
    [
        ("Basic dG9rZW46", ("token",)),
        ("Basic dTp0b2tlbg==", ("token", "u")),
        ("Bearer token", ("token",)),
        ("Basic ===", ()),
        ("", ()),
    ],
)
def test_a_token_is_the_user_name_or_the_password(header: str, secrets: tuple[str, ...]) -> None:
    assert secrets_in(header) == secrets
