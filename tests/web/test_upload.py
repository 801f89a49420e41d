from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import generators
from configurator.models import Configuration

pytestmark = pytest.mark.django_db

PLAN = b"apiVersion: skillflaw-configurator/v1\nkind: DeploymentPlan\nmetadata: {name: acme}\n"


def packed(**entries: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_yaml", ".yaml"), content)
    return stream.getvalue()


def upload(client: Client, content: bytes, name: str = "plan.yaml") -> tuple[int, str]:
    answer = client.post("/upload/", {"plan": SimpleUploadedFile(name, content)})
    return answer.status_code, answer.content.decode()


def test_a_plan_file_becomes_a_draft(engineer: Client) -> None:
    status, _ = upload(engineer, PLAN)

    assert status == 302
    assert Configuration.objects.get().plan.name == "acme"


def test_the_bundle_of_a_plan_becomes_the_plan_again(engineer: Client) -> None:
    plan = generators.recommended()

    upload(engineer, generators.bundle(plan).zipped(), "bundle.zip")

    assert Configuration.objects.get().plan == plan


def test_only_the_plan_is_read_from_a_zip(engineer: Client) -> None:
    bomb = packed(acme__plan_yaml=PLAN, acme__huge_yaml=b"0" * 200_000_000)

    assert upload(engineer, bomb, "bundle.zip")[0] == 302


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "No file was chosen"),
        (b"\x00\x01\x02\xff", "cannot be read as a plan"),
        (b"[" * 10_000, "cannot be read as a plan"),
        (PLAN + b"metadata: {name: again}\n", "Line 4"),
        (PLAN.replace(b"v1", b"v2"), "update it"),
        (PLAN + b"spec: {redis: {mod: none}}\n", "Did you mean mode?"),
        (PLAN + b"#" * 1_100_000, "may have 1 MiB at most"),
        (b"PK\x03\x04 nothing more", "not a zip archive"),
        (packed(acme__other_yaml=PLAN), "holds no plan.yaml"),
        (packed(acme__plan_yaml=b"a" * 3_000_000), "cannot be read as a plan"),
    ],
)
def test_what_is_no_plan_is_refused_in_words(
    content: bytes, message: str, engineer: Client
) -> None:
    status, page = upload(engineer, content)

    assert status == 422
    assert message in page
    assert not Configuration.objects.exists()


def test_a_secret_in_a_plan_file_is_refused_and_not_repeated(engineer: Client) -> None:
    content = PLAN + b"spec: {database: {host: 'admin:hunter2@db.acme.com'}}\n"

    status, page = upload(engineer, content)

    assert status == 422
    assert "hunter2" not in page


def test_no_file_at_all_is_said_too(engineer: Client) -> None:
    answer = engineer.post("/upload/")

    assert answer.status_code == 422


def test_what_is_far_too_large_is_not_even_read(engineer: Client) -> None:
    status, page = upload(engineer, b"0" * 6_000_000)

    assert status == 413
    assert "Upload too large" in page


def test_the_address_of_a_refused_file_leads_back_to_the_front_page(engineer: Client) -> None:
    answer = engineer.get("/upload/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
