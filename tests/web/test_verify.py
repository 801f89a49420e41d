"""What an approval is worth: the record beside a bundle, and whether a zip is what was approved."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import Team
from configurator.models import User
from configurator.services import reviews
from tests.people import signed_in

Approve = Callable[..., Review]
Revise = Callable[..., Revision]


@pytest.fixture
def approved(shared: Configuration, reviewer: User, approve: Approve) -> Configuration:
    """Return a configuration whose only revision the reviewer approved."""
    approve(shared, reviewer, "Fine.")
    shared.refresh_from_db()
    return shared


def zip_of(configuration: Configuration) -> bytes:
    """Return the zip of the latest revision."""
    revision = configuration.revisions.select_related("archive").latest("number")
    assert revision.archive
    return revision.archive.zipped


def packed(files: dict[str, bytes | str], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", kind) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return stream.getvalue()


def unpacked(zipped: bytes) -> dict[str, bytes | str]:
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def verify(folder: Path, content: bytes, *options: str) -> tuple[int, str]:
    """Run `manage.py verify` on a zip, and return how it ended and all that it said."""
    (folder / "bundle.zip").write_bytes(content)
    return verify_path(folder / "bundle.zip", *options)


def verify_path(path: Path, *options: str) -> tuple[int, str]:
    """Run `manage.py verify` on a bundle, and return how it ended and all that it printed."""
    output = io.StringIO()
    try:
        call_command("verify", str(path), *options, stdout=output, stderr=output)
    except SystemExit as ended:
        return int(str(ended.code)), output.getvalue()
    return 0, output.getvalue()


def sent(client: Client, content: bytes) -> str:
    """Drop a zip on the page, and return what it says."""
    file = SimpleUploadedFile("acme.zip", content)
    return client.post("/verify/", {"bundle": file}).content.decode()


def record_of(configuration: Configuration, person: User) -> Any:
    answer = signed_in(person).get(f"/c/{configuration.pk}/r/1/approval.json")
    return json.loads(answer.content)


def test_an_approved_zip_is_told_by_whom_and_when(approved: Configuration, tmp_path: Path) -> None:
    ended, output = verify(tmp_path, zip_of(approved))

    assert ended == 0
    assert "by reviewer at 20" in output
    assert f"revision 1, configuration {approved.pk}" in output


def test_a_zip_that_was_saved_and_not_approved_is_told_so(
    shared: Configuration, tmp_path: Path
) -> None:
    ended, output = verify(tmp_path, zip_of(shared))

    assert ended == 1
    assert "Not approved: api-managed, revision 1" in output


def test_an_approval_that_was_withdrawn_is_worth_nothing(
    approved: Configuration, reviewer: User, tmp_path: Path
) -> None:
    no = Review.Decision.REQUEST_CHANGES
    reviews.submit(approved.pk, 1, reviewer, decision=no, body="I was wrong.")

    ended, output = verify(tmp_path, zip_of(approved))

    assert ended == 1
    assert "changes requested" in output


def test_a_tampered_file_is_named(approved: Configuration, tmp_path: Path) -> None:
    files = unpacked(zip_of(approved))
    name = next(path for path in files if path.endswith("base/backend-deployment.yaml"))

    ended, output = verify(tmp_path, packed({**files, name: "kind: Pod\n"}))

    assert ended == 1
    assert "changed: base/backend-deployment.yaml" in output
    assert output.count("changed:") == 1


def test_a_tampered_file_of_a_folder_is_named(approved: Configuration, tmp_path: Path) -> None:
    for path, content in unpacked(zip_of(approved)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    (tmp_path / "api-managed/base/backend-deployment.yaml").write_text("kind: Pod\n")

    ended, output = verify_path(tmp_path / "api-managed")

    assert ended == 1
    assert "changed: base/backend-deployment.yaml" in output


def test_a_single_byte_is_enough(approved: Configuration, tmp_path: Path) -> None:
    content = bytearray(zip_of(approved))
    position = content.index(b"replicas: ") + len(b"replicas: ")
    content[position] += 1

    ended, output = verify(tmp_path, bytes(content))

    assert ended == 1
    assert output.count("changed:") == 1


@pytest.mark.parametrize("form", ["packed again", "folder", "tar", "git archive"])
def test_the_same_files_are_approved_however_they_are_packed(
    approved: Configuration, tmp_path: Path, form: str
) -> None:
    files = unpacked(zip_of(approved))
    folder = tmp_path / "checkout"
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    if form == "packed again":
        ended, output = verify(tmp_path, packed(files))
    elif form == "folder":
        ended, output = verify_path(folder / "api-managed")
    else:
        archive = tmp_path / "bundle.tar"
        with archive.open("wb") as stream:
            subprocess.run(packing(form, folder), cwd=folder, stdout=stream, check=True)
        ended, output = verify_path(archive)
        page = sent(Client(), archive.read_bytes())
        assert "is approved" in page

    assert ended == 0
    assert "by reviewer at 20" in output


def packing(form: str, folder: Path) -> list[str]:
    """Return the command that packs a folder, which for Git is a repository with one commit."""
    if form == "tar":
        return ["tar", "-c", "api-managed"]
    identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com"]
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "Bundle"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return ["git", "archive", "HEAD:api-managed"]


def test_the_teams_own_files_are_named_and_cost_no_approval(
    approved: Configuration, tmp_path: Path
) -> None:
    own = {"api-managed/custom/production/patch.yaml": "kind: Deployment"}

    ended, output = verify(tmp_path, packed({**unpacked(zip_of(approved)), **own}))

    assert ended == 0
    assert "custom/production/patch.yaml" in output


def test_files_that_came_and_went_are_named(approved: Configuration, tmp_path: Path) -> None:
    files = unpacked(zip_of(approved))
    del files["api-managed/README.md"]

    _, output = verify(tmp_path, packed({**files, "api-managed/evil.sh": "rm -rf /"}))

    assert "missing: README.md" in output
    assert "added: evil.sh" in output


BOMB = packed({"acme/plan.yaml": "x", "acme/large": b"\0" * 60_000_000})
BROKEN = {
    "random": bytes(range(256)) * 40,
    "empty": b"",
    "a zip of something else": packed({"readme.txt": "hello"}),
    "a bomb": BOMB,
    "too many files": packed(
        {"a/plan.yaml": "", **{f"a/overlays/{n}": "" for n in range(2001)}}, zipfile.ZIP_STORED
    ),
    "too large": b"PK" * (5 * 512 * 1024 + 1),
    "cut short": BOMB[:200],
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_bundle_is_said_to_be_none(db: None, content: bytes, tmp_path: Path) -> None:
    ended, output = verify(tmp_path, content)

    assert ended == 2
    assert output.count("\n") == 1
    assert "cannot be verified" in sent(Client(), content)


def test_a_file_that_is_not_there_is_said_in_one_line(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        call_command("verify", "/nowhere/bundle.zip")

    assert capsys.readouterr().err == (
        "/nowhere/bundle.zip: The file cannot be read: No such file or directory.\n"
    )


def test_programs_read_the_same_as_json(approved: Configuration, tmp_path: Path) -> None:
    ended, output = verify(tmp_path, zip_of(approved), "--format", "json")

    report = json.loads(output)
    assert (ended, report["verdict"]) == (0, "approved")
    assert report["approvals"][0]["approvals"][0]["username"] == "reviewer"


def test_the_record_is_complete(approved: Configuration, author: User) -> None:
    record = record_of(approved, author)

    revision = approved.revisions.get()
    assert record["kind"] == "BundleApproval"
    assert record["bundle"] == {"name": "api-managed.zip", "sha256": revision.digest}
    assert (record["revision"], record["required"], record["waivers"]) == (1, 1, [])
    (approval,) = record["approvals"]
    assert (approval["username"], approval["own"], approval["note"]) == ("reviewer", False, "Fine.")


def test_the_record_is_the_same_each_time(
    approved: Configuration, author: User, reviewer: User
) -> None:
    assert record_of(approved, author) == record_of(approved, reviewer)


def test_what_is_not_approved_has_no_record(shared: Configuration, author: User) -> None:
    assert signed_in(author).get(f"/c/{shared.pk}/r/1/approval.json").status_code == 404


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ((), None, ""),
        (("bundle", "sha256"), "0" * 64, "for another SHA-256"),
        (("approvals", 0, "by"), "Mallory", "differs from the current record"),
        (("revision",), 7, "differs from the current record"),
    ],
)
def test_a_record_holds_only_as_it_was_written(
    approved_record: tuple[bytes, Any], tmp_path: Path, path: Any, value: Any, message: str
) -> None:
    zipped, record = approved_record
    if path:
        *groups, last = path
        target = record
        for group in groups:
            target = target[group]
        target[last] = value
    (tmp_path / "record.json").write_text(json.dumps(record))

    ended, words = verify(tmp_path, zipped, "--record", str(tmp_path / "record.json"))

    assert (ended, message in words) == (1 if message else 0, True)


@pytest.fixture
def approved_record(approved: Configuration, author: User) -> tuple[bytes, Any]:
    """Return an approved zip and the record of its approval."""
    return zip_of(approved), record_of(approved, author)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind": "BundleApproval"}', "[" * 100_000])
def test_what_is_no_record_is_said_to_be_none(
    approved: Configuration, tmp_path: Path, text: str
) -> None:
    (tmp_path / "record.json").write_text(text)

    ended, output = verify(tmp_path, zip_of(approved), "--record", str(tmp_path / "record.json"))

    assert ended == 2
    assert "The approval record is not" in output


def test_whoever_holds_the_bytes_is_told_who_approved_them(approved: Configuration) -> None:
    page = sent(Client(), zip_of(approved))

    assert "acme.zip is approved" in page
    assert "Approved by reviewer" in page
    assert str(approved.pk) not in page


def test_the_way_to_the_configuration_is_for_those_who_may_see_it(
    approved: Configuration, author: User, outsider: User
) -> None:
    zipped = zip_of(approved)

    assert f"/c/{approved.pk}/r/1/" in sent(signed_in(author), zipped)
    assert str(approved.pk) not in sent(signed_in(outsider), zipped)


def test_what_differs_is_for_those_who_may_see_it(
    approved: Configuration, author: User, outsider: User
) -> None:
    files = unpacked(zip_of(approved))
    tampered = packed({**files, "api-managed/evil.sh": "rm -rf /"})

    assert "evil.sh" in sent(signed_in(author), tampered)
    assert "evil.sh" not in sent(signed_in(outsider), tampered)
    assert "No revision that you can see" in sent(Client(), tampered)


def test_what_was_deleted_is_not_known_any_longer(approved: Configuration, tmp_path: Path) -> None:
    Configuration.objects.filter(pk=approved.pk).update(deleted="2026-11-01T00:00Z")

    assert verify(tmp_path, zip_of(approved))[0] == 1
    assert "acme.zip is approved" not in sent(Client(), zip_of(approved))


def test_a_page_without_a_file_asks_for_one(db: None) -> None:
    assert "No file was chosen" in Client().post("/verify/").content.decode()
    assert Client().get("/verify/").status_code == 200


def test_the_page_of_an_approved_revision_shows_its_digest_and_record(
    approved: Configuration, author: User
) -> None:
    page = signed_in(author).get(f"/c/{approved.pk}/r/1/").content.decode()

    assert f"/c/{approved.pk}/r/1/approval.json" in page
    assert page.count(approved.revisions.get().digest) >= 2


def test_an_older_approved_bundle_is_still_what_was_approved(
    approved: Configuration, revise: Revise, tmp_path: Path
) -> None:
    zipped = zip_of(approved)
    revise({"scaling.backend.replicas": 4})

    ended, output = verify(tmp_path, zipped)

    assert ended == 0
    assert "Revision 2 was saved since." in output


def test_names_in_a_zip_cannot_act_on_a_terminal(approved: Configuration, tmp_path: Path) -> None:
    files = unpacked(zip_of(approved))

    _, output = verify(tmp_path, packed({**files, "api-managed/\x1b[2Jgone": ""}))

    assert "\x1b" not in output
    assert "added: \N{REPLACEMENT CHARACTER}[2Jgone" in output


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_at_one_path_are_not_taken_for_the_right_one(
    approved: Configuration, tmp_path: Path
) -> None:
    stream = io.BytesIO(zip_of(approved))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("api-managed/README.md", archive.read("api-managed/README.md"))

    _, output = verify(tmp_path, stream.getvalue())

    assert "changed: README.md" in output


def test_a_pipeline_trusts_the_approvals_of_one_configuration(
    approved: Configuration, tmp_path: Path
) -> None:
    zipped, other = zip_of(approved), str(uuid4())

    assert verify(tmp_path, zipped, "--configuration", str(approved.pk))[0] == 0
    ended, output = verify(tmp_path, zipped, "--configuration", other)

    assert (ended, "Approved:" in output) == (1, False)


def test_an_approval_by_the_author_says_so_everywhere(
    saved: Configuration, author: User, approve: Approve, tmp_path: Path
) -> None:
    team = Team.objects.create(name="Solo", slug="solo", self_approval=True)
    team.memberships.create(person=author, role="owner")
    Configuration.objects.filter(pk=saved.pk).update(team=team, person=None)
    approve(saved, author)

    page = signed_in(author).get(f"/c/{saved.pk}/r/1/").content.decode()
    assert "as the author (self-approval in a team of one)" in page
    assert record_of(saved, author)["approvals"][0]["own"]
    assert "as its author (self-approval in a team of one)" in verify(tmp_path, zip_of(saved))[1]
    assert "as its author (self-approval in a team of one)" in sent(Client(), zip_of(saved))


def test_that_something_was_saved_and_not_approved_is_for_those_who_may_see_it(
    saved: Configuration, author: User, outsider: User
) -> None:
    zipped = zip_of(saved)

    assert "is saved here, but not approved" in sent(signed_in(author), zipped)
    for client in (signed_in(outsider), Client()):
        assert "was saved here, but" not in sent(client, zipped)
