"""The Git repository of a configuration, read with the real git."""

from __future__ import annotations

import os
import subprocess
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cli import folder as bundle_folder
from configurator import access
from configurator.access import Visitor
from configurator.models import Commit
from configurator.models import Configuration
from configurator.models import DeployToken
from configurator.models import Event
from configurator.models import Review
from configurator.models import Revision
from configurator.models import User
from configurator.services import deploy_tokens
from configurator.services import git_history
from configurator.services import rate_limit
from configurator.services import reviews
from configurator.services import tokens

pytestmark = pytest.mark.postgres

Run = Callable[..., str]
ENVIRONMENT = {"GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C"}
TAG = "release.backend.tag"


@pytest.fixture
def git(tmp_path: Path) -> Run:
    """Return the function that runs git in a new folder and returns what it prints."""

    def run(*arguments: str, code: int = 0) -> str:
        ended = subprocess.run(
            ["git", *arguments],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), **ENVIRONMENT},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == code, ended.stderr
        return (ended.stdout + ended.stderr).strip()

    return run


@pytest.fixture
def address(shared: Configuration, live_server: Any) -> Callable[[str], str]:
    """Return the function that writes the address of the repository with a token."""
    host = live_server.url.removeprefix("http://")
    return lambda secret: f"http://{secret}@{host}/git/{shared.pk}.git"


def secret_of(person: User) -> str:
    return tokens.create(person, "Git", "read", None).secret


def basic(secret: str) -> dict[str, str]:
    return {"Authorization": f"Basic {b64encode(f'{secret}:'.encode()).decode()}"}


def references(configuration: Configuration, secret: str, service: str = "git-upload-pack") -> Any:
    url = f"/git/{configuration.pk}.git/info/refs?service={service}"
    return Client().get(url, headers=basic(secret) if secret else {})


@pytest.fixture
def url(address: Callable[[str], str], reviewer: User) -> str:
    """Return the address of the repository with a token of the reviewer's."""
    return address(secret_of(reviewer))


@pytest.fixture
def approved(
    shared: Configuration, reviewer: User, approve: Callable[..., Review]
) -> Callable[[], Review]:
    """Return the function that lets the reviewer approve the latest revision."""
    return lambda: approve(shared, reviewer)


@pytest.mark.parametrize("version", ["0", "2"])
def test_every_revision_is_a_commit_with_its_bundle(
    version: str, url: str, revise: Callable[..., Revision], git: Run, tmp_path: Path
) -> None:
    second = revise({TAG: "9.1.0"}, "Newer.\n\nApproved-by: nobody\n---")
    git("-c", f"protocol.version={version}", "clone", "-q", url, "all")

    assert git("-C", "all", "fsck", "--strict") == ""
    assert git("-C", "all", "tag") == "r1\nr2"
    assert git("-C", "all", "rev-parse", "r2") == git("-C", "all", "rev-parse", "origin/latest")
    assert bundle_folder.read(tmp_path / "all").digest == second.digest
    assert trailer(git, "Approved-by", "r2") == ""
    assert trailer(git, "Bundle-Digest", "r2") == f"sha256:{second.digest}"


def trailer(git: Run, key: str, name: str) -> str:
    return git("-C", "all", "log", "-1", f"--format=%(trailers:key={key},valueonly)", name)


def test_an_approval_is_a_commit_with_the_tree_of_the_revision(
    url: str, approved: Callable[[], Review], git: Run
) -> None:
    approved()
    git("clone", "-q", url, "all")

    names = ("r1", "origin/approved", "origin/environments/production")
    assert len({git("-C", "all", "rev-parse", f"{name}^{{tree}}") for name in names}) == 1
    assert trailer(git, "Approved-by", names[1]) == "reviewer <reviewer@configurator.invalid>"
    assert git("-C", "all", "log", "-1", "--format=%an %cn", names[1]) == "author reviewer"


def test_a_follower_of_the_approved_branch_fetches_each_approval(
    url: str, revise: Callable[..., Revision], approved: Callable[[], Review], git: Run
) -> None:
    approved()
    git("clone", "-q", "--depth", "1", "-b", "approved", url, "flux")
    git("clone", "-q", "--single-branch", "-b", "approved", url, "argo")
    for tag in ("9.1.0", "9.2.0"):
        revise({TAG: tag})
        approved()
    revise({TAG: "9.3.0"})

    git("-C", "flux", "fetch", "-q", "--depth", "1", "origin", "approved")
    git("-C", "argo", "pull", "-q", "--ff-only")

    tip = git("-C", "argo", "rev-parse", "approved")
    assert git("-C", "flux", "rev-parse", "FETCH_HEAD") == tip
    subjects = git("-C", "argo", "log", "--format=%s").splitlines()
    assert [subject.partition(":")[0][-10:] for subject in subjects] == [
        f"revision {number}" for number in (3, 2, 1)
    ]
    git("-C", "flux", "fetch", "-q", "--unshallow", "origin", "approved")
    assert git("-C", "flux", "rev-list", "--count", "FETCH_HEAD") == "3"
    git("-C", "argo", "fetch", "-q", "origin", "latest:latest")
    assert git("-C", "argo", "fsck", "--strict") == ""


def test_a_push_is_refused_with_the_way_to_do_it(url: str, shared: Configuration, git: Run) -> None:
    git("clone", "-q", url, "all")

    printed = git("-C", "all", "push", "origin", "latest:mine", code=128)

    assert "read-only" in printed
    assert f"/api/v1/configurations/{shared.pk}/revisions" in printed


def test_a_stranger_learns_nothing(
    address: Callable[[str], str], shared: Configuration, outsider: User, git: Run
) -> None:
    printed = git("clone", address(secret_of(outsider)), "none", code=128)
    missing = Configuration(pk="00000000-0000-4000-8000-000000000000")

    assert "not found" in printed.lower()
    for secret in ("", "wrong", "skfc_wrong", "skfd_wrong", secret_of(outsider)):
        answers = [references(one, secret) for one in (shared, missing)]
        assert {answer.status_code for answer in answers} == {404 if secret else 401}
        assert answers[0].content == answers[1].content


def test_access_ends_with_the_share_and_with_the_deletion(
    shared: Configuration, reviewer: User, author: User
) -> None:
    theirs, own = secret_of(reviewer), secret_of(author)
    assert references(shared, theirs).status_code == 200
    shared.shares.all().delete()
    assert references(shared, theirs).status_code == 404
    Configuration.objects.update(archived="2026-01-01T00:00Z")
    assert references(shared, own).status_code == 200
    Configuration.objects.update(deleted="2026-01-01T00:00Z")
    assert references(shared, own).status_code == 404


def test_a_deploy_token_reads_one_configuration(
    shared: Configuration, author: User, start: Callable[..., Configuration]
) -> None:
    grant = access.find(Visitor(author), shared.pk)
    made = deploy_tokens.create(grant, name="Flux", days=30)

    assert references(shared, made.secret).status_code == 200
    assert references(start(), made.secret).status_code == 404
    bearer = {"Authorization": f"Bearer {made.secret}"}
    assert Client().get("/api/v1/configurations", headers=bearer).status_code == 401
    token = DeployToken.objects.get()
    assert token.last_used
    assert made.secret not in str(vars(token))
    deploy_tokens.revoke(grant, token)
    assert references(shared, made.secret).status_code == 404
    verbs = Event.objects.values_list("verb", flat=True)
    assert list(verbs[:2]) == ["token-revoked", "token-created"]


def test_the_page_shows_a_new_token_once(shared: Configuration, author: User) -> None:
    browser = Client()
    browser.force_login(author)
    url = f"/c/{shared.pk}/share/deploy-tokens/"

    made = browser.post(url, {"name": "Flux", "days": "90"}).content.decode()

    assert "skfd_" in made
    assert f"/git/{shared.pk}.git" in made
    assert made.count("skfd_") - browser.get(url).content.decode().count("skfd_") == 1
    assert "Choose another" in browser.post(url, {"name": "Flux", "days": "90"}).content.decode()


def test_a_token_has_a_rate_limit(
    shared: Configuration, author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limit, "REQUESTS_A_MINUTE", 1)
    secret = secret_of(author)

    answers = [references(shared, secret) for _ in range(3)]

    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_commit_outlives_what_it_was_made_of(
    shared: Configuration, author: User, reviewer: User, approve: Callable[..., Review]
) -> None:
    approve(shared, reviewer)
    before = list(Commit.objects.values_list("branch", "digest"))
    number = shared.revisions.get().number
    User.objects.filter(pk=author.pk).update(first_name="Renamed")

    changes = Review.Decision.REQUEST_CHANGES
    reviews.submit(shared.pk, number, reviewer, decision=changes, body="No.")

    assert list(Commit.objects.values_list("branch", "digest")) == before
    assert {branch for branch, _ in before} == {"latest", "approved", "environments/production"}


def test_the_same_rows_give_the_same_commits(
    shared: Configuration,
    revise: Callable[..., Revision],
    reviewer: User,
    approve: Callable[..., Review],
) -> None:
    revise({TAG: "9.1.0"})
    approve(shared, reviewer)
    before = list(Commit.objects.values_list("branch", "position", "digest", "packed"))
    Commit.objects.all().delete()

    assert references(shared, secret_of(reviewer)).status_code == 200

    assert list(Commit.objects.values_list("branch", "position", "digest", "packed")) == before
    assert git_history.catch_up(shared.pk)
    assert Commit.objects.count() == len(before)


def test_old_histories_get_their_commits_a_part_at_a_time(
    shared: Configuration,
    revise: Callable[..., Revision],
    reviewer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for tag in ("9.1.0", "9.2.0", "9.3.0", "9.4.0"):
        revise({TAG: tag})
    before = list(Commit.objects.values_list("branch", "position", "digest", "packed"))
    Commit.objects.all().delete()
    monkeypatch.setattr(git_history, "MOST_REVISIONS", 2)

    answer = references(shared, secret_of(reviewer))
    backlog = git_history.Backlog()
    rounds = [backlog.work_off() for _ in range(3)]

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert rounds == [1, 1, 0]
    assert list(Commit.objects.values_list("branch", "position", "digest", "packed")) == before
    assert references(shared, secret_of(reviewer)).status_code == 200


def test_a_clone_that_breaks_off_costs_nothing(
    shared: Configuration, revise: Callable[..., Revision], url: str, git: Run, reviewer: User
) -> None:
    revise({TAG: "9.1.0"})
    before = list(Commit.objects.values_list("branch", "position", "digest"))
    want = f"0032want {before[-1][2]}\n0000" + "0009done\n"
    answer = Client().post(
        f"/git/{shared.pk}.git/git-upload-pack",
        want.encode(),
        content_type="application/x-git-upload-pack-request",
        headers=basic(secret_of(reviewer)),
    )
    parts = iter(answer)
    assert next(parts) == b"0008NAK\n"
    assert next(parts).startswith(b"PACK")
    answer.close()

    git("clone", url, "whole")

    assert "dangling" not in git("-C", "whole", "fsck", "--strict")
    assert list(Commit.objects.values_list("branch", "position", "digest")) == before


def test_a_revision_with_errors_has_no_commit(
    shared: Configuration, revise: Callable[..., Revision], author: User
) -> None:
    blocked = revise({"database.host": ""})

    assert blocked.archive is None
    listed = references(shared, secret_of(author)).content
    assert b"refs/tags/r1\n" in listed
    assert b"refs/tags/r2\n" not in listed
