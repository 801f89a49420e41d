"""An entry of a list on one line: ``name: data, claim: team-data``, with braces or without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generators.yaml import loader
from generators.yaml.problem import Unreadable


def flow_mapping(line: str) -> Mapping[str, Any]:
    """Read one line as YAML reads it between braces; ``ValueError`` says what is wrong with it."""
    text = line.strip()
    braced = text if text.startswith("{") else f"{{{text}}}"
    try:
        value = loader.load(braced.encode()).value
    except Unreadable as refusal:
        messages = " ".join(problem.message for problem in refusal.problems)
    else:
        if isinstance(value, Mapping) and value and None not in value.values():
            return value
        messages = "Each value needs a name in front of it."
    # Not inside `except`: the refusal would keep the frames of the reader.
    raise ValueError(f"“{text}” is not an entry. {messages}")
