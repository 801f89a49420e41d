"""The endpoint that tells whether a bundle is what was approved."""

from __future__ import annotations

from typing import Any
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from ninja import Schema
from pydantic import Field

import generators
from configurator import access
from configurator.api import content
from configurator.api.authentication import token_of
from configurator.api.problems import Problem
from configurator.queries.verification import Verification
from configurator.queries.verification import verify_bundle

router = Router(tags=["Verify"])

NO_BUNDLE = "The body is not the archive of a bundle: {} Send its zip or its tar."
ARCHIVE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The zip or the tar of a bundle, 5 MiB at most. It is not stored.",
        "content": {kind: {"schema": content.BINARY} for kind in (content.ZIP, content.TAR)},
    }
}


class KnownRevision(Schema):
    """A revision that has exactly these files."""

    configuration: UUID
    revision: int
    state: str = Field(examples=["approved"])


class NearRevision(Schema):
    """An approved revision of the same name, and how the bundle differs from it."""

    configuration: UUID
    revision: int
    changed: list[str]
    missing: list[str]
    added: list[str]


class Verified(Schema):
    """Whether a bundle is approved, and by whom."""

    sha256: str = Field(description="The bundle's digest: the SHA-256 of its SHA256SUMS.")
    name: str = Field(examples=["acme-production"])
    verdict: Literal["approved", "not-approved", "unknown"]
    approvals: list[dict[str, Any]] = Field(
        description="The approval records of the revisions that are approved.", examples=[[]]
    )
    known: list[KnownRevision]
    near: list[NearRevision] = Field(description="Of the configurations that you may see.")
    custom: list[str] = Field(description="Files below custom/, which no approval covers.")

    @classmethod
    def of(cls, verification: Verification) -> Verified:
        """Return the schema of a verification."""
        return cls(
            sha256=verification.digest,
            name=verification.name,
            verdict=verification.result,  # type: ignore[arg-type] # one of these
            approvals=[record for _, record in verification.approvals],
            known=[
                KnownRevision(
                    configuration=row.configuration_id, revision=row.number, state=row.state
                )
                for row, _ in verification.known
            ],
            near=[
                NearRevision(
                    configuration=difference.revision.configuration_id,
                    revision=difference.revision.number,
                    changed=list(difference.comparison.changed),
                    missing=list(difference.comparison.missing),
                    added=list(difference.comparison.added),
                )
                for difference in verification.differences
            ],
            custom=list(verification.customized),
        )


@router.post("/verify", response=Verified, openapi_extra=ARCHIVE, summary="Verify a bundle")
def verify(request: HttpRequest) -> Verified:
    """Tell whether a bundle is what was approved, by whom and when. A read-only token suffices."""
    among = access.visible(token_of(request).person)
    try:
        bundle = generators.received(request.read(generators.BUNDLE_LIMIT + 1))
    except generators.Unreadable as error:
        messages = " ".join(problem.message for problem in error.problems)
        raise Problem(422, NO_BUNDLE.format(messages)) from None
    return Verified.of(verify_bundle(bundle, among))
