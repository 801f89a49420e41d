"""On which nodes a workload may run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from typing import Literal
from typing import Protocol

from pydantic import PlainSerializer
from pydantic import model_validator

from generators.plan.choice import choice
from generators.plan.entry import Entry
from generators.plan.primitives import Count
from generators.plan.scalars import LabelValue
from generators.plan.scalars import OptionalQualifiedName
from generators.plan.scalars import QualifiedName

Labels = Annotated[
    Mapping[QualifiedName, LabelValue], PlainSerializer(dict, return_type=dict[str, str])
]


class Toleration(Entry):
    """A taint that the pods of a workload tolerate, in the words of Kubernetes."""

    key: OptionalQualifiedName = choice("", "Key", "The key of the taint; empty for every key.")
    operator: Literal["Equal", "Exists"] = choice("Equal", "Operator", "Whether the value counts.")
    value: LabelValue = choice("", "Value", "The value of the taint, for the operator Equal.")
    effect: Literal["", "NoSchedule", "PreferNoSchedule", "NoExecute"] = choice(
        "", "Effect", "The effect of the taint; empty for every effect."
    )
    toleration_seconds: Count | None = choice(
        None, "Seconds", "How long a pod stays on a node with a NoExecute taint."
    )

    @model_validator(mode="after")
    def _as_the_api_server_asks(self) -> Toleration:
        """https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/"""
        if self.operator == "Exists" and self.value:
            raise ValueError("A toleration with the operator Exists has no value. Remove it.")
        if not self.key and self.operator == "Equal":
            raise ValueError("A toleration without a key needs the operator Exists.")
        if self.toleration_seconds is not None and self.effect != "NoExecute":
            raise ValueError("tolerationSeconds needs the effect NoExecute.")
        return self


class Placed(Protocol):
    """A workload with these two choices."""

    @property
    def node_selector(self) -> Labels: ...

    @property
    def tolerations(self) -> tuple[Toleration, ...]: ...


def node_selector(workload: str) -> Labels:
    """Declare the choice ``nodeSelector`` of a workload."""
    labels: Labels = choice(
        {},
        "nodeSelector",
        f"Labels of the nodes that may run {workload}, one KEY=value per line. Leave it empty to "
        "allow every node.",
        example="node.acme.com/pool=apps",
        advanced=True,
    )
    return labels


def tolerations(workload: str) -> tuple[Toleration, ...]:
    """Declare the choice ``tolerations`` of a workload."""
    tolerated: tuple[Toleration, ...] = choice(
        (),
        "tolerations",
        f"Taints of nodes that {workload} may run on anyway. Write each as in a manifest, on one "
        "line.",
        example="key: pool, operator: Equal, value: apps, effect: NoSchedule",
        advanced=True,
    )
    return tolerated
