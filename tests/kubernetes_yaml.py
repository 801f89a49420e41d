"""Reading YAML as `kubectl` and the API server read it, which is not as PyYAML reads it.

Go's YAML takes `1e3` and `0o17` for numbers, `y` for a truth and a date for plain text. A value
that is a string in the plan must be a string here too.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

BOOLEAN = r"y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"
NULL = r"~|null|Null|NULL|"
INTEGER = r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*)"
DECIMAL = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
FLOAT = DECIMAL + r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"


class KubernetesLoader(yaml.CSafeLoader):
    """A loader with the scalars of Go's YAML; duplicate keys are refused."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping, or raise `ConstructorError` when a key comes twice."""
        keys = [key.value for key, _ in node.value]
        if len(keys) != len(set(map(str, keys))):
            raise yaml.constructor.ConstructorError(
                None, None, "a key comes twice", node.start_mark
            )
        return super().construct_mapping(node, deep)


def _integer(_: KubernetesLoader, node: yaml.ScalarNode) -> int:
    text = str(node.value).replace("_", "")
    octal = re.fullmatch(r"([-+]?)0([0-7]+)", text)
    return int(f"{octal[1]}0o{octal[2]}" if octal else text, 0)


def _float(_: KubernetesLoader, node: yaml.ScalarNode) -> float:
    return float(re.sub(r"\.(inf|nan)", r"\1", str(node.value).lower()))


def _boolean(_: KubernetesLoader, node: yaml.ScalarNode) -> bool:
    return str(node.value).lower() in {"y", "yes", "true", "on"}


# The order decides: what is an integer is not looked at as a float.
for tag, pattern in (("null", NULL), ("bool", BOOLEAN), ("int", INTEGER), ("float", FLOAT)):
    KubernetesLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), None
    )
KubernetesLoader.add_constructor("tag:yaml.org,2002:int", _integer)
KubernetesLoader.add_constructor("tag:yaml.org,2002:float", _float)
KubernetesLoader.add_constructor("tag:yaml.org,2002:bool", _boolean)


def documents(text: str) -> list[dict[str, Any]]:
    """Return every document that is not empty, as Kubernetes would read it."""
    return [document for document in yaml.load_all(text, KubernetesLoader) if document]
