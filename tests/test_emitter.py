"""What is written comes back as it was, whoever reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generators.yaml import loader
from tests.kubernetes_yaml import documents

NASTY = [
    *("yes", "no", "on", "Off", "y", "N", "true", "~", "null", "NULL", "nan", "inf", "=", "<<"),
    *("1e3", "0o17", "017", "0x1f", "0b1", "1_000", "12:30", "1.5", ".inf", "-.Inf", ".NaN", ".5"),
    *("10Gi", "0", "-1", "+1", "2026-10-01", "2001-12-14t21:59:43.10-05:00", "1.", "._1", "1,000"),
    *("", " x", "x ", "a: b", "a:", "a #b", "#x", "-", "- a", "--flag", "?", ":", "|", ">", "%x"),
    *("@x", "`x", "&a", "*a", "!t", "'q'", '"q"', "it's", 'say "hi"', "C:\\x", "{a}", "[a]", ","),
    *("---", "...", "--- x", "$(VAR)", "../../base", ".hidden", "http://a:1/b", "x" * 500),
    *("a\nb", "a\nb\n", "a\n\nb", "a\nb\n\n", "\na", "\n", "  a\nb", "a\n  b\n", "a \nb", "a\n "),
    *("\ta", "a\tb", "\ta\nb", "a\n\tb", "a\r\nb", "# a\nb\n", "a\n---\nb\n", "a: [\n", "%Y\nb\n"),
    *(
        "😀",
        "👨\u200d👩\u200d👧",
        "❤\ufe0f",
        "münchen",
        "日本語",
        "שלום",
        "\u0301x",
        "\U0001d4b3",
        "\ud7ff",
    ),
    *(
        "\u200fx",
        "x\u202ey",
        "\ufeffx",
        "\u2028",
        "a\u2029b\nc",
        "\xa0",
        "\xad",
        "\u3000",
        "\U000e0041",
    ),
]
HIDDEN = ["\u200f", "\u202e", "\u2066", "\ufeff", "\u2028", "\u200b", "\xa0", "\xad", "\U000e0041"]

WORDS = st.text(max_size=20) | st.text("ab:-# \n\t'\"\\0e.~\u200f", max_size=12)
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)
VALUES = st.recursive(
    SCALARS | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def read_by_everybody(written: str) -> list[Any]:
    """Return what PyYAML, libyaml and Go's rules make of one document."""
    return [
        yaml.safe_load(written),
        yaml.load(written, yaml.CSafeLoader),
        *documents(written),
    ]


@pytest.mark.parametrize("words", NASTY, ids=ascii)
def test_a_string_is_a_string_to_every_reader(words: str) -> None:
    value = {"a": words, words or "b": [words, {"c": words, "d": 1}], "e": {"f": words}}

    assert read_by_everybody(loader.dump([value])) == [value] * 3
    assert loader.load(loader.dump([value]).encode()).value == value


@given(VALUES)
def test_any_value_comes_back_as_it_was(value: Any) -> None:
    written = loader.dump([{"a": value}])

    assert yaml.load(written, yaml.CSafeLoader) == {"a": value}


def test_kustomize_gives_every_string_back(
    tmp_path: Path, kustomize_build: Callable[[Path], list[dict[str, Any]]]
) -> None:
    entries = {f"key-{number:03}": words for number, words in enumerate(NASTY)}
    object_ = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "n"}, "data": entries}
    (tmp_path / "config.yaml").write_text(loader.dump([object_]), encoding="utf-8")
    (tmp_path / "kustomization.yaml").write_text(loader.dump([{"resources": ["config.yaml"]}]))

    assert kustomize_build(tmp_path) == [object_]


@pytest.mark.parametrize("character", HIDDEN, ids=ascii)
def test_a_reviewer_sees_what_is_invisible(character: str) -> None:
    for words in (character, f"a{character}b", f"a\n{character}b\n"):
        assert character not in loader.dump([{"a": words}])


def test_manifests_look_as_people_write_them() -> None:
    value = {
        "kind": "Deployment",
        "spec": {
            "replicas": 2,
            "paused": False,
            "limits": {},
            "args": ["--serve", "-v", "a b"],
            "containers": [{"name": "api", "ports": [{"port": 80}]}, {"name": "b", "env": []}],
            "expr": 'up{job="api"} == 0',
        },
        "script": "set -e\n\nrun\n",
        "matrix": [[1, 2], [0.5, None]],
    }

    assert loader.dump([value, {"a": "1"}]) == (
        "kind: Deployment\n"
        "spec:\n"
        "  replicas: 2\n"
        "  paused: false\n"
        "  limits: {}\n"
        "  args:\n"
        '  - "--serve"\n'
        '  - "-v"\n'
        "  - a b\n"
        "  containers:\n"
        "  - name: api\n"
        "    ports:\n"
        "    - port: 80\n"
        "  - name: b\n"
        "    env: []\n"
        '  expr: up{job="api"} == 0\n'
        "script: |\n"
        "  set -e\n"
        "\n"
        "  run\n"
        "matrix:\n"
        "- - 1\n"
        "  - 2\n"
        "- - 0.5\n"
        "  - null\n"
        "---\n"
        'a: "1"\n'
    )


def test_a_value_used_twice_is_written_twice() -> None:
    labels = {"app": "a"}

    assert loader.dump([{"a": labels, "b": labels}]) == "a:\n  app: a\nb:\n  app: a\n"


@pytest.mark.parametrize("value", [{}, [], "a", "a\nb\n", 1, None, [1], True])
def test_a_document_may_be_anything(value: Any) -> None:
    assert yaml.safe_load(loader.dump([value])) == value


@pytest.mark.parametrize("value", [{1, 2}, b"a", float("nan"), float("inf"), object()])
def test_what_is_no_yaml_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="has no place in YAML"):
        loader.dump([{"a": value}])


def test_a_bundle_is_written_in_milliseconds() -> None:
    container = {f"key-{number}": {"name": "a", "value": f"{number}"} for number in range(20)}
    bundle = [{"containers": [container] * 10}] * 10
    started = perf_counter()

    written = loader.dump(bundle)

    assert perf_counter() - started < 0.2
    assert written.count("\n") > 5000
