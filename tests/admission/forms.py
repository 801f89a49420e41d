"""The forms that single fields take, as pieces of JSON Schema; `must be` is for the message."""

from __future__ import annotations

from typing import Any

Fragment = dict[str, Any]
DNS_LABEL = r"[a-z0-9]([-a-z0-9]*[a-z0-9])?"
DNS_NAME = rf"{DNS_LABEL}(\.{DNS_LABEL})*"
SIMPLE_NAME = r"[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"


def text(must_be: str, pattern: str, longest: int = 253) -> Fragment:
    """Ask for a text of this form."""
    return {"must be": must_be, "pattern": rf"^(?:{pattern})\Z", "maxLength": longest}


def one_of(*values: str) -> Fragment:
    """Ask for one of these words."""
    return {"must be": f"one of {', '.join(values)}", "enum": list(values)}


def between(low: int, high: int = 2**31 - 1) -> Fragment:
    """Ask for a number in this range, both ends included; a text, like a port's name, may pass."""
    return {"must be": f"from {low} to {high}", "minimum": low, "maximum": high}


def each(fragment: Fragment) -> Fragment:
    """Ask the same of every item of a list."""
    return {"items": fragment}


label = text("a DNS label", DNS_LABEL, 63)
dns_name = text("a DNS name", DNS_NAME)
qualified = text("a qualified name", rf"({DNS_NAME}/)?{SIMPLE_NAME}", 317)
label_value = text("a label value", rf"({SIMPLE_NAME})?", 63)
key = text("a key of letters, digits, '-', '_' and '.'", r"[-._a-zA-Z0-9]+")
variable = text("an environment variable's name", r"[-._a-zA-Z][-._a-zA-Z0-9]*")
absolute = text("an absolute path", r"/[^:]*", 4096)
port = between(1, 65535)
at_least_0 = between(0)
at_least_1 = between(1)
user = between(0, 2**31 - 1)
percent_or_count = {"must be": "a count or a percentage", "pattern": r"^[0-9]+%\Z", "minimum": 0}
port_name = text("a port name", r"(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?", 15)
named_port = {**port, "anyOf": [{"type": "integer"}, port_name]}
path_in_volume = r"(?!/)(?!(.*/)?\.\.(/.*)?\Z)"
below = text("a path without '..', below the volume", rf"{path_in_volume}.+", 4096)
below_or_none = text("a path without '..', below the volume", rf"{path_in_volume}.*", 4096)
mode = between(0, 0o777)
host = text("a hostname", rf"(\*\.)?{DNS_NAME}")
resource = r"cpu|memory|storage|ephemeral-storage|hugepages-.+"
labels = {"propertyNames": qualified, "additionalProperties": label_value}
keys = {"propertyNames": key}
protocol = one_of("TCP", "UDP", "SCTP")
access_modes = each(one_of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"))
selector_operator = one_of("In", "NotIn", "Exists", "DoesNotExist")
include = one_of("Honor", "Ignore")

# What takes the place of a whole type.
TYPES: dict[str, Fragment] = {
    "api.resource.Quantity": {
        "must be": "a quantity",
        "anyOf": [
            text("", r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?")
            | {"type": "string"},
            {"type": "number"},
        ],
    },
    "util.intstr.IntOrString": {"type": ["integer", "string"]},
}
