"""A value that cannot be read leaves nothing behind in the process that refused it."""

from __future__ import annotations

import gc
import resource
import zipfile
from collections.abc import Callable
from collections.abc import Iterator
from io import BytesIO
from types import FrameType
from types import TracebackType

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client

import generators
from configurator.models import Configuration
from configurator.models import User
from configurator.plans.steps import STEPS
from configurator.services import tokens
from configurator.wizard.form import StepForm
from tests.people import signed_in
from tests.web.sending import send

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WRONG = "https://cache/x"
PLAN = "apiVersion: skillflaw-configurator/v1\nkind: DeploymentPlan\nmetadata: {name: acme}\n"
BAD_PLANS = (
    f"{PLAN}spec: {{redis: {{host: 'https://cache/x'}}}}\n",
    f"{PLAN}spec: {{redis: {{mod: none}}}}\n",
    "[" * 1000,
    "a: &b c",
    "\xff\x00",
    "",
)
# Kilobytes that a thousand refusals may add: an allocator's slack, where the leak took 500 each.
SLACK = 16 * 1024


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Begin and end without counted requests."""
    cache.clear()
    yield
    cache.clear()


def remains(refuse: Callable[[], object], times: int) -> int:
    """Count the tracebacks and frames that so many refusals leave after the first ones."""
    for _ in range(2):
        refuse()
    before = _alive()
    for _ in range(times):
        refuse()
    return _alive() - before


def _alive() -> int:
    gc.collect()
    # By its exact type: asking a lazy object of Django for its class would set it up.
    return sum(type(held) in (FrameType, TracebackType) for held in gc.get_objects())


def test_a_thousand_bad_answers_leave_nothing_in_memory() -> None:
    step = next(step for step in STEPS if any(c.path == "redis.host" for c in step.choices))
    choices = [choice for choice in step.choices if choice.path in ("redis.host", "redis.port")]

    def refuse() -> None:
        sent = QueryDict(f"redis.host={WRONG}&redis.port=many")
        assert len(StepForm(generators.recommended(), choices, sent).errors) == 2

    refuse()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    left = remains(refuse, 1000)

    assert left == 0
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < SLACK


def test_bad_plan_files_leave_nothing_in_memory() -> None:
    def refuse() -> None:
        for source in BAD_PLANS:
            with pytest.raises(generators.Unreadable) as refusal:
                generators.read(source.encode("latin-1"))
            # The test itself must not keep what it caught.
            del refusal

    assert remains(refuse, 100) == 0


def test_answers_that_cannot_be_read_leave_nothing_in_memory(
    author: User, saved: Configuration
) -> None:
    client = signed_in(author)
    page = f"/c/{saved.pk}/redis/"

    def refuse() -> None:
        for path in (page, f"{page}check/"):
            answer = send(client, page, {"redis.host": WRONG, "redis.port": "many"}, path)
            assert answer.status_code in (200, 302)

    assert remains(refuse, 5) == 0


def test_bad_uploads_leave_nothing_in_memory(author: User, saved: Configuration) -> None:
    client = signed_in(author)
    contents = [*map(str.encode, BAD_PLANS), b"PK\x03\x04", zipped(BAD_PLANS[0].encode())]

    def refuse() -> None:
        for content in contents:
            for path in ("/upload/", f"/c/{saved.pk}/import/", "/verify/"):
                name = "bundle" if path == "/verify/" else "plan"
                client.post(path, {name: SimpleUploadedFile("plan.yaml", content)})

    assert remains(refuse, 5) == 0


def test_bad_calls_of_the_api_leave_nothing_in_memory(author: User, saved: Configuration) -> None:
    secret = tokens.create(author, "A program", "write", None).secret
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    path = f"/api/v1/configurations/{saved.pk}/revisions"

    def refuse() -> None:
        cache.clear()
        for query in ("", "?base=x", "?base=1&draft=y", "?note=" + "n" * 3000):
            for source in BAD_PLANS[:3]:
                answer = program.post(path + query, source, content_type="application/yaml")
                assert answer.status_code == 422
        assert program.get("/api/v1/configurations?sort=nothing&state=none").status_code == 422

    assert remains(refuse, 5) == 0


def test_a_bad_name_leaves_nothing_in_memory(author: User, saved: Configuration) -> None:
    client = signed_in(author)

    assert remains(lambda: client.post(f"/c/{saved.pk}/rename/", {"name": "No Name"}), 5) == 0


def zipped(plan: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("acme/plan.yaml", plan)
    return stream.getvalue()
