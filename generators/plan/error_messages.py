"""Messages about values that the model of a plan does not accept."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any
from typing import get_args

from pydantic_core import ErrorDetails

from generators.plan.choice import Topic
from generators.plan.plan import Spec
from generators.plan.plan_file import PlanDocument

KeyPath = tuple[str | int, ...]

ENVIRONMENTS = "environments"
LONGEST = 60  # characters of a value that a message repeats

KINDS = {
    "str": "text",
    "int": "a whole number",
    "bool": "true or false",
    "list": "a list",
    "dict": "a mapping",
    "NoneType": "nothing",
}


def error_message(error: ErrorDetails) -> tuple[KeyPath, str]:
    """Turn one error of the model into a key path in the document and a sentence."""
    known = error["type"] != "extra_forbidden"
    key_path = _in_document(error["loc"]) if known else error["loc"]
    say = SENTENCES.get(error["type"])
    sentence = say(error, key_path) if say else f"{error['msg']}."
    return key_path, sentence


def _in_document(loc: tuple[str | int, ...]) -> KeyPath:
    """Drop what pydantic adds to a location: the branch of a union, the mark of a key."""
    named = loc[:2] if loc[:1] == (ENVIRONMENTS,) else ()
    rest = loc[len(named) :]
    return (*named, *(step for step in rest if isinstance(step, int) or step.isidentifier()))


def _kind(value: Any) -> str:
    if isinstance(value, float):
        return "a number"
    return KINDS.get(type(value).__name__, "something else")


def _shown(value: Any) -> str:
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return f"“{written}”" if len(written) <= LONGEST and written.isprintable() else "this value"


def _wanted(what: str) -> Callable[[ErrorDetails, KeyPath], str]:
    def say(error: ErrorDetails, key_path: KeyPath) -> str:
        value = error["input"]
        if value is None:
            return f"The value is missing. Write {what}, or remove the key."
        return f"Expected {what}, got {_kind(value)}{_quoted(value)}."

    return say


def _quoted(value: Any) -> str:
    quoted = _shown(value) if isinstance(value, str | int | float) else ""
    return f", {quoted}" if quoted.startswith("“") else ""


def _text(error: ErrorDetails, key_path: KeyPath) -> str:
    value = error["input"]
    if isinstance(value, bool | int | float):
        written = getattr(value, "text", str(value).lower())
        return f'YAML reads this as {_kind(value)}. Put it in quotes: "{written}".'
    return _wanted("text")(error, key_path)


def _unknown(error: ErrorDetails, key_path: KeyPath) -> str:
    known = _keys_beside(key_path)
    near = get_close_matches(str(key_path[-1]), known, n=1)
    if near:
        return f"Unknown key. Did you mean {near[0]}?"
    return f"Unknown key. Known keys: {', '.join(known)}."


def _keys_beside(key_path: KeyPath) -> list[str]:
    model: Any = PlanDocument
    names = key_path[:-1]
    if names[:1] == (ENVIRONMENTS,):
        model, names = Spec, names[2:]
    for name in names:
        if isinstance(name, int):
            continue
        field = next(f for f in model.model_fields.values() if f.alias == name)
        model = next(iter(filter(_is_topic, (field.annotation, *get_args(field.annotation)))))
    return [field.alias or name for name, field in model.model_fields.items()]


def _is_topic(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Topic)


def _one_of(error: ErrorDetails, key_path: KeyPath) -> str:
    expected = str(error.get("ctx", {}).get("expected", ""))
    names = [word.strip("' ") for word in expected.replace(" or ", ", ").split(", ")]
    choices = ", ".join(name or '""' for name in names)
    value = error["input"]
    near = get_close_matches(str(value), names, n=1) if isinstance(value, str) else []
    hint = f" Did you mean {near[0]}?" if near else ""
    got = f", got {_shown(value)}" if isinstance(value, str | int | float) else ""
    return f"Expected one of {choices}{got}.{hint}"


def _limit(words: str, key: str) -> Callable[[ErrorDetails, KeyPath], str]:
    def say(error: ErrorDetails, key_path: KeyPath) -> str:
        limit = error.get("ctx", {}).get(key)
        value = _shown(error["input"])
        return f"{value[0].upper()}{value[1:]} is out of range. Write {words} {limit}."

    return say


def _ours(error: ErrorDetails, key_path: KeyPath) -> str:
    sentence = str(error.get("ctx", {}).get("error", error["msg"]))
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."


def _missing(error: ErrorDetails, key_path: KeyPath) -> str:
    return f"{key_path[-1]} is missing. Add it."


SENTENCES: Mapping[str, Callable[[ErrorDetails, KeyPath], str]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "literal_error": _one_of,
    "value_error": _ours,
    "string_type": _text,
    "int_type": _wanted("a whole number"),
    "int_from_float": _wanted("a whole number"),
    "int_parsing_size": _wanted("a smaller whole number"),
    "bool_type": _wanted("true or false"),
    "tuple_type": _wanted("a list"),
    "mapping_type": _wanted("a mapping"),
    "dict_type": _wanted("a mapping"),
    "model_type": _wanted("a mapping"),
    "model_attributes_type": _wanted("a mapping"),
    "greater_than_equal": _limit("at least", "ge"),
    "less_than_equal": _limit("at most", "le"),
    "too_long": lambda error, key_path: f"More than {error.get('ctx', {}).get('max_length')}.",
    "string_too_short": lambda error, key_path: "The text is missing. Write at least one word.",
}
