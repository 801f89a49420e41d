"""Hostnames come in many spellings and leave in one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.plan.scalars import is_address
from generators.plan.scalars import is_public_suffix
from generators.plan.scalars import registered_domain
from generators.plan.scalars import unicode_of
from generators.plan.scalars.hostname import host
from generators.plan.scalars.hostname import hostname

ONE_FORM = {
    "api.acme.com": "api.acme.com",
    " API.Acme.COM. ": "api.acme.com",
    "straße-corp.de": "xn--strae-corp-83a.de",
    "München.de": "xn--mnchen-3ya.de",
    "xn--MNCHEN-3ya.de": "xn--mnchen-3ya.de",
    "例え。テスト": "xn--r8jz45g.xn--zckzah",
    "ＡＣＭＥ.com": "acme.com",
    "*.acme.com": "*.acme.com",
    "*.München.de": "*.xn--mnchen-3ya.de",
    "postgres": "postgres",
    "localhost": "localhost",
    "db.prod.svc.cluster.local": "db.prod.svc.cluster.local",
    "a--b.acme.com": "a--b.acme.com",
    "0.pool.ntp.org": "0.pool.ntp.org",
    "10.0.0.5": "10.0.0.5",
    "::1": "::1",
    "2001:DB8:0::1": "2001:db8::1",
    "x" * 63 + ".com": "x" * 63 + ".com",
}


@pytest.mark.parametrize(("text", "name"), ONE_FORM.items())
def test_a_hostname_is_brought_to_one_form(text: str, name: str) -> None:
    assert hostname(text) == name


@pytest.mark.parametrize("name", ONE_FORM.values())
def test_the_one_form_stays_as_it_is(name: str) -> None:
    assert hostname(name) == name


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "an empty label"),
        (".", "an empty label"),
        ("a..b", "an empty label"),
        (".acme.com", "an empty label"),
        ("acme.com..", "an empty label"),
        ("-web.acme.com", "hyphen"),
        ("web-.acme.com", "hyphen"),
        ("my_api.acme.com", "underscore"),
        ("a b.acme.com", "not allowed in a hostname"),
        ("web.*.com", "not allowed in a hostname"),
        ("*", "not allowed in a hostname"),
        ("a,b", "not allowed in a hostname"),
        ("x" * 64 + ".com", "64 characters; at most 63"),
        ("ü" * 60 + ".com", "too long after its conversion"),
        (".".join(["x" * 60] * 5), "304 characters as a DNS name"),
        ("xn--zzzzzz99999.de", "not a valid internationalized label"),
        ("☃.com", "not a valid internationalized label"),
        ("a\u200db.com", "internationalized label|not allowed in a hostname"),
        ("999.1.1.1", "neither a hostname nor an IP address"),
        ("10.0.0.05", "neither a hostname nor an IP address"),
        ("fe80::1%eth0", "port|URL"),
        ("acme.com\x00", "not allowed in a hostname"),
    ],
)
def test_what_is_no_hostname_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        hostname(text)


@pytest.mark.parametrize(
    "text",
    [
        *("https://api.acme.com", "api.acme.com:443", "api.acme.com/v1", "//api.acme.com/"),
        *("https://API.acme.com:8443/v1?x=1#y", "api.acme.com#top"),
    ],
)
def test_a_url_is_refused_and_its_hostname_offered(text: str) -> None:
    with pytest.raises(ValueError, match=r"Write api\.acme\.com\."):
        hostname(text)


def test_an_address_in_brackets_is_offered_without() -> None:
    with pytest.raises(ValueError, match="Write 2001:db8::1"):
        hostname("[2001:db8::1]:5432")


@pytest.mark.parametrize("text", ["https://jane:hunter2@acme.com", "hunter2@acme.com"])
def test_a_password_is_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="must not contain a user or password") as caught:
        hostname(text)

    assert "hunter2" not in str(caught.value)


def test_a_server_has_one_name() -> None:
    assert host("postgres.acme.com") == "postgres.acme.com"
    with pytest.raises(ValueError, match="wildcard"):
        host("*.acme.com")


def test_names_and_addresses_are_told_apart() -> None:
    assert [is_address(text) for text in ("10.0.0.5", "::1", "acme.com", "10.0.0", "[::1]")] == [
        *(True, True, False, False, False)
    ]


@pytest.mark.parametrize("name", ["com", "co.uk", "github.io", "*.co.uk", "xn--55qx5d.cn"])
def test_what_anybody_registers_under_is_a_public_suffix(name: str) -> None:
    assert is_public_suffix(name)


@pytest.mark.parametrize("name", ["acme.com", "acme.co.uk", "localhost", "db.internal", "10.0.0.5"])
def test_other_names_are_not(name: str) -> None:
    assert not is_public_suffix(name)


def test_hostnames_belong_to_a_registered_domain() -> None:
    assert registered_domain("a.api.acme.co.uk") == "acme.co.uk"
    assert registered_domain("co.uk") == ""


def test_people_read_their_own_letters() -> None:
    assert unicode_of("api.xn--mnchen-3ya.de") == "api.münchen.de"
    assert unicode_of("xn--zzzzzz99999.de") == "xn--zzzzzz99999.de"


@given(st.text(max_size=80))
def test_any_text_is_a_hostname_in_one_form_or_refused_in_a_sentence(text: str) -> None:
    try:
        name = hostname(text)
    except ValueError as error:
        name, text = "refused", str(error)

    assert hostname(name) == name
    assert name.isascii()
    assert name != "refused" or text.endswith(".")
