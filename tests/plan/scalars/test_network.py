"""Networks and ports."""

from __future__ import annotations

import pytest

from generators.plan.scalars.network import cidr
from generators.plan.scalars.network import port

CANONICAL = {
    "10.240.0.0/22": "10.240.0.0/22",
    "0.0.0.0/0": "0.0.0.0/0",
    "10.0.0.5/32": "10.0.0.5/32",
    "2001:DB8::/32": "2001:db8::/32",
    "2001:db8:0:0::/64": "2001:db8::/64",
    "::/0": "::/0",
}


@pytest.mark.parametrize(("text", "network"), CANONICAL.items())
def test_a_network_has_one_spelling(text: str, network: str) -> None:
    assert cidr(text) == network


@pytest.mark.parametrize(
    "text",
    [
        *("999.1.1.1/16", "10.0.0.0/33", "10.0.0/24", "10.0.0.0/", "10.0.0.0/255.0.0.0", "x/8"),
        *("10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/٨", "", "/", "2001:db8::/129", "10.0.0.0/8/8"),
        "internet",
    ],
)
def test_what_is_no_network_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a network"):
        cidr(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("10.240.0.5/22", r"Write 10\.240\.0\.0/22 \(or 10\.240\.0\.5/32 for this one address\)"),
        ("2001:db8::1/64", r"Write 2001:db8::/64 \(or 2001:db8::1/128"),
        ("10.0.0.5", r"Write 10\.0\.0\.5/32"),
        ("::1", "Write ::1/128"),
        ("010.0.0.0/8", "leading zeros"),
        ("10.0.0.00/8", "leading zeros"),
        ("fe80::%eth0/64", "names a network interface"),
    ],
)
def test_the_right_spelling_is_offered(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match=hint):
        cidr(text)


@pytest.mark.parametrize("number", [1, 5432, 65_535])
def test_ports_go_from_1_to_65535(number: int) -> None:
    assert port(number) == number


@pytest.mark.parametrize("number", [0, -1, 65_536])
def test_other_numbers_are_no_ports(number: int) -> None:
    with pytest.raises(ValueError, match="is not a port"):
        port(number)
