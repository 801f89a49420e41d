from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import bytes_of


@rule(
    title="Ingress body size limit is below the largest upload",
    about=("ingress.maxBodySize", "scaling.backend.maxUploadMb"),
    severity=Severity.ERROR,
    why="The ingress answers large uploads with 413, and the backend log shows nothing.",
    fix="Set ingress.maxBodySize to at least the largest upload, scaling.backend.maxUploadMb.",
    because="The backend accepts uploads that the ingress refuses.",
    guide=("routing.api",),
    reference="https://github.com/langflow-ai/langflow/issues/5276",
    bad={"ingress.maxBodySize": "50Mi"},
)
def ingress_body_size_too_small(plan: Plan) -> Iterator[Remark]:
    upload, body = plan.scaling.backend.max_upload_mb, plan.ingress.max_body_size
    body_size = f"{upload}Mi"
    if bytes_of(body) >= upload * 2**20:
        return
    # The backend counts in units of 2^20 bytes, so the same number of 10^6 is slightly too small.
    decimal = bytes_of(body) >= upload * 10**6 and not body.endswith("i")
    yield Remark(
        f"The ingress accepts bodies of {body}. The backend accepts uploads of {upload} MB, which "
        f"it counts as {body_size}.",
        fix=f"Set ingress.maxBodySize to {body_size}.",
        severity=Severity.INFO if decimal else None,
        change={"ingress.maxBodySize": body_size},
    )
