from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan
from generators.plan.resources import BackendResources
from generators.plan.resources import DatabaseResources
from generators.plan.resources import WebResources
from generators.plan.scalars import bytes_of
from generators.plan.scalars import millicores


@rule(
    title="Resource limit is below the request",
    about=(
        "scaling.backend.resources.limits.memory",
        "scaling.backend.resources.limits.cpu",
        "scaling.frontend.resources.limits.memory",
        "scaling.frontend.resources.limits.cpu",
        "scaling.docs.resources.limits.memory",
        "scaling.docs.resources.limits.cpu",
        "database.resources.limits.memory",
        "database.resources.limits.cpu",
    ),
    severity=Severity.ERROR,
    why="The API server rejects the Deployment, so the release is not rolled out and the old pods "
    "keep running.",
    fix="Raise the limit to the request or above, or lower the request.",
    because="Kubernetes rejects the object.",
    reference="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    bad={"scaling.backend.resources.limits.memory": "2G"},
)
def resource_limit_below_request(plan: Plan) -> Iterator[Remark]:
    for workload, group, resources in _sized(plan):
        for name, measure, unit in (
            ("memory", bytes_of, "bytes"),
            ("cpu", millicores, "thousandths of a CPU"),
        ):
            request = getattr(resources.requests, name)
            limit = getattr(resources.limits, name)
            if request and limit and measure(limit) < measure(request):
                yield Remark(
                    f"The {workload} {name.replace('cpu', 'CPU')} limit {limit} is "
                    f"{measure(limit):,} {unit}, below its request {request}, which is "
                    f"{measure(request):,}.",
                    at=(f"{group}.limits.{name}", f"{group}.requests.{name}"),
                )


Resources = BackendResources | WebResources | DatabaseResources


def _sized(plan: Plan) -> Iterator[tuple[str, str, Resources]]:
    """Yield what has requests and limits of its own: whose they are, and the group of choices."""
    for part in running(plan):
        yield part.whose, part.scaling("resources"), part.resources
    if plan.database.mode != "external":
        yield "database's", "database.resources", plan.database.resources
