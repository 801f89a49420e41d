"""Every choice has its effect, and every file names the choices that change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from functools import cache
from itertools import islice
from types import UnionType
from typing import Annotated
from typing import Any
from typing import Literal
from typing import Union
from typing import get_args
from typing import get_origin

import pytest
from pydantic import ValidationError

from generators.documents import documents
from generators.judgement import judge
from generators.layout import laid_out
from generators.output.files import of_config_map
from generators.plan import Choice
from generators.plan import Plan
from generators.plan import choices
from generators.plan import recommended
from generators.plan import revised
from tests.cluster_plans import CHANGES
from tests.cluster_plans import MIRROR
from tests.cluster_plans import PARTS
from tests.cluster_plans import REDIS_CA
from tests.plans import BRANCHES
from tests.plans import DOCS
from tests.plans import IN_CLUSTER
from tests.plans import REDIS
from tests.plans import WEB
from tests.plans import everything
from tests.strategies import ENTRIES

pytestmark = pytest.mark.slow  # all of it together

# Labels and annotations, one of which the API of a cloud knows.
MAPS = ({"EXTRA": "yes"}, {"iam.gke.io/gcp-service-account": "a.b"}, {"team": "flows"})
# One text for each form that a choice may have; what does not fit a choice is passed over.
TEXTS = (
    *("other", "", "other-words", "203.0.113.7/32", "/srv/other", "7Gi", "300m", "2026-10-01"),
    *("other.acme.com", "s3://other/place", "registry.acme.com/other", "1.30", "9.9.9"),
    *("other.acme.com/skillflaw:17.1", "https://other.acme.com:9000", "eu-west-3", "CA.pem"),
    *("sha256:" + "7" * 64, "30 4 * * *", "https://git.acme.com/other.git"),
    *(
        "proxy.acme.net:3128",
        "http://proxy.acme.net:3128",
        "169.254.20.10",
        "namespace/models:8080",
    ),
)
STARTS = {
    "everything": everything(),
    "outside": revised(
        recommended(),
        {
            **WEB,
            **DOCS,
            **BRANCHES["flux"],
            "database.migrations": "job",
            "scaling.frontend.followBackend": True,
            "scaling.frontend.followReason": "load test of October",
        },
    ),
    "inside": revised(recommended(), {**IN_CLUSTER, **REDIS, "redis.evictionPolicy": ""}),
    "existing-claim": revised(recommended(), BRANCHES["existing-claim"]),
    "source": revised(recommended(), BRANCHES["source"]),
    "ingress-nginx": revised(recommended(), BRANCHES["ingress-nginx"]),
    "sops": revised(recommended(), BRANCHES["sops"]),
    "cluster": revised(
        recommended(), {**MIRROR, **PARTS, **REDIS_CA, "database.migrations": "job"}
    ),
    "operator": revised(recommended(), CHANGES["operator"]),
    "identity": revised(recommended(), CHANGES["identity"]),
    "proxy": revised(recommended(), BRANCHES["proxy"]),
    "openshift": revised(recommended(), BRANCHES["openshift"]),
    "gke": revised(recommended(), BRANCHES["gke"]),
    "istio-sidecar": revised(recommended(), BRANCHES["istio-sidecar"]),
}
LISTING = ("base/", "components/", "jobs/")
# What the rules judge and RATIONALE.md repeats; no object and no step depends on it.
JUDGED = {
    "topology.uiRebuilt": "a rule stops a source delivery whose UI was not rebuilt",
    "scaling.backend.drivers": "the reason for a size, quoted",
    "scaling.frontend.drivers": "the reason for a size, quoted",
    "scaling.frontend.followReason": "the reason for a tie, quoted",
    "ingress.sharedAudience": "a rule allows one hostname for API and UI by it",
    "tls.covers": "a rule compares it with the hostnames",
}


def values(annotation: Any, now: Any) -> Iterator[Any]:
    """List candidates of the right kind for a choice."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from values(inner[0], now)
    elif origin is Literal:
        yield from inner
    elif origin in (Union, UnionType):
        for field in inner:
            yield from values(field, now)
    elif origin is tuple:
        yield from ([value] for value in values(inner[0], None))
    elif annotation is bool:
        yield not now
    elif annotation is int:
        yield from (1, 7, (now or 0) + 1, (now or 0) + 60)
    elif annotation in ENTRIES:
        yield from ENTRIES[annotation]
    else:
        yield from TEXTS if annotation is str else MAPS


def others(choice: Choice, plan: Plan) -> Iterator[Plan]:
    """List plans that differ in one choice: two, and all that are tried of a number."""
    return islice(_fitting(choice, plan), None if choice.annotation in (bool, int) else 2)


def _fitting(choice: Choice, plan: Plan) -> Iterator[Plan]:
    for value in values(choice.annotation, choice.of(plan)):
        try:
            changed = revised(plan, {choice.path: value})
        except ValidationError:
            continue
        if choice.of(changed) != choice.of(plan):
            yield changed


@dataclass(frozen=True)
class Written:
    """What decides the text of a file, in order, and the choices that the file names.

    Writing it as YAML would take as long as making it, and would tell no more: the text is made of
    this alone.
    """

    source: str
    choices: tuple[str, ...]


def files(plan: Plan) -> dict[str, Written]:
    """Map the path of each file, documents aside, to what is written there."""
    layout = laid_out(plan)
    made = {
        file.path: Written(repr(replace(file, choices=())), file.choices) for file in layout.files
    }
    for config_map in layout.whole.config_maps:
        for file in of_config_map(config_map):
            made[file.path] = Written(file.text, file.choices)
    return made


@cache
def start(name: str) -> dict[str, Written]:
    """Give the files of a plan to start from."""
    return files(STARTS[name])


def changed_files(name: str, choice: Choice, *, first: bool) -> dict[str, bool]:
    """Map the files that other values change to whether each of them names the choice.

    In the first plan that asks for the choice, more values are tried than in those after it.
    """
    before = start(name)
    changed: dict[str, bool] = {}
    for after in map(files, islice(others(choice, STARTS[name]), None if first else 1)):
        for path in before.keys() | after.keys():
            pair = [files[path] for files in (before, after) if path in files]
            if len({file.source for file in pair}) + len(pair) != 3:
                named = any(choice.path in file.choices for file in pair)
                changed[path] = changed.get(path, True) and named
    return changed


def in_documents(name: str, choice: Choice) -> bool:
    """Tell whether another value changes what people read, beside the rationale and the plan."""

    def read(plan: Plan) -> dict[str, str]:
        texts = {file.path: file.text for file in documents(judge(plan))}
        return {path: texts[path] for path in texts if path not in ("RATIONALE.md", "plan.yaml")}

    before = read(STARTS[name])
    return any(read(after) != before for after in others(choice, STARTS[name]))


@pytest.mark.parametrize("choice", choices(), ids=lambda choice: choice.path)
def test_a_choice_has_its_effect_and_every_file_that_it_changes_names_it(choice: Choice) -> None:
    asking = [name for name, plan in STARTS.items() if choice.applies(plan)]
    changed = [
        changed_file
        for name in asking
        for changed_file in changed_files(name, choice, first=name == asking[0]).items()
    ]
    silent = {path for path, named in changed if not (named or lists_others(path))}

    assert asking
    assert silent == set()
    if not changed and choice.path not in JUDGED:
        assert any(in_documents(name, choice) for name in asking)


def lists_others(path: str) -> bool:
    """Tell whether a file only lists those beside it, each of which names its choices."""
    return path.startswith(LISTING) and path.endswith("/kustomization.yaml")
