from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import bytes_of


@rule(
    title="An edge that refuses uploads that the backend accepts",
    about=("ingress.maxBodySize", "scaling.backend.maxUploadMb"),
    severity=Severity.ERROR,
    why="Users upload for minutes and get 413, and the backend's log shows nothing.",
    fix="Allow bodies of the largest upload at least.",
    because="The upload that the plan promises cannot work.",
    guide=("routing.api",),
    reference="https://github.com/langflow-ai/langflow/issues/5276",
    bad={"ingress.maxBodySize": "50Mi"},
)
def body_below_the_largest_upload(plan: Plan) -> Iterator[Remark]:
    upload, body = plan.scaling.backend.max_upload_mb, plan.ingress.max_body_size
    right = f"{upload}Mi"
    short = upload * 2**20 - bytes_of(body)
    if short <= 0:
        return
    # The backend counts in units of 2^20 bytes; the same number of 10^6 is a hair too small.
    hair = bytes_of(body) >= upload * 10**6 and not body.endswith("i")
    yield Remark(
        f"The edge takes {body}, and an upload may have {upload} MB, which the backend counts as "
        f"{right}.",
        fix=f"Set maxBodySize to {right}.",
        severity=Severity.INFO if hair else None,
        change={"ingress.maxBodySize": right},
    )
