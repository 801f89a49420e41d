from __future__ import annotations

import socket
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from configurator.events import http_client
from configurator.events.public_addresses import is_public
from tests.receiver import certificate
from tests.receiver import receiving

WITHIN = [
    *("127.0.0.1", "127.8.9.1", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1"),
    *("169.254.169.254", "192.0.0.192", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1"),
    *("::", "::1", "fe80::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "::127.0.0.1", "2001:db8::1"),
    # Site-local, NAT64 of a network's own, translated, compatible, 6to4, Teredo, discarded, SRv6.
    *("fec0::1", "fef0::1", "64:ff9b:1::1", "64:ff9b:1:ffff::101:101", "::ffff:0:127.0.0.1"),
    *("::ffff:0:1.1.1.1", "::1.1.1.1", "2002:101:101::1", "2001:0:4136:e378::", "100::1"),
    *("2001:10::1", "2001:20::1", "3fff::1", "5f00::1", "fc00::1", "4000::1", "64:ff9b::a00:1"),
    *("192.0.0.170", "192.0.2.1", "192.88.99.1", "198.19.255.255", "198.51.100.1", "203.0.113.1"),
    *("100.127.255.255", "172.31.255.255", "239.1.1.1", "::ffff:169.254.169.254"),
    *("168.63.129.16", "::ffff:168.63.129.16", "64:ff9b::a83f:8110"),
]


@pytest.mark.parametrize("address", WITHIN)
def test_an_address_of_this_network_is_not_reachable(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"),
        *("172.32.0.1", "100.128.0.1", "2a00:1450:4001::1", "2001:4860:4860::8888", "198.20.0.1"),
    ],
)
def test_a_public_address_is(address: str) -> None:
    assert is_public(ip_address(address))


REFUSED = [
    ("http://hooks.acme.com/x", "must start with https://"),
    ("ftp://hooks.acme.com/x", "must start with https://"),
    ("hooks.acme.com", "must start with https://"),
    ("https://", "have a host"),
    ("https://user:word@hooks.acme.com/", "Remove them"),
    ("https://[::1]:8080/", "not a public address"),
    ("https://169.254.169.254/latest/meta-data", "not a public address"),
    ("https://hooks.acme.com/a b", "spaces"),
    ("https://hooks.acme.com:99999/", "Not a valid URL"),
    ("https://hooks.acme.com\r\nX: y/", "Not a valid URL"),
]


@pytest.mark.parametrize(("address", "why"), REFUSED)
def test_such_an_address_is_refused(address: str, why: str) -> None:
    with pytest.raises(http_client.UrlRefused, match=why):
        http_client.validated(address, private=False)


@pytest.mark.parametrize("address", ["https://localhost/", "https://127.1/", "https://2130706433/"])
def test_a_name_that_leads_inside_is_not_called(address: str) -> None:
    outcome = http_client.post(address, b"{}", {}, private=False)

    assert outcome.status is None
    assert "not a public address" in outcome.problem


def test_a_name_with_one_address_inside_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = [(0, 0, 0, "", (address, 0)) for address in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: addresses)

    outcome = http_client.post("https://hooks.acme.com/", b"{}", {}, private=False)

    assert outcome.problem == "hooks.acme.com resolves to 10.0.0.1, which is not a public address."


@pytest.fixture
def resolved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let every name lead to loopback, and note which were looked up."""
    names: list[str] = []

    def loopback(host: str, port: int | None, *_: Any, **__: Any) -> list[Any]:
        names.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port or 0))]

    monkeypatch.setattr(socket, "getaddrinfo", loopback)
    return names


def test_the_connection_goes_to_the_address_that_was_looked_at(resolved: list[str]) -> None:
    with receiving() as receiver:
        named = receiver.url.replace("127.0.0.1", "hooks.acme.test")
        outcome = http_client.post(named, b"{}", {}, private=True)

    assert outcome.succeeded
    assert resolved == ["hooks.acme.test", "127.0.0.1"]
    assert receiver.received[0].headers["host"].startswith("hooks.acme.test:")


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("hooks.acme.test", ""),
        ("other.acme.test", "The TLS certificate is not valid: Hostname mismatch"),
    ],
)
def test_a_certificate_is_checked_for_the_name_and_not_for_the_address(
    named: str, message: str, resolved: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = certificate("hooks.acme.test", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(good))
    with receiving(good) as receiver:
        address = receiver.url.replace("127.0.0.1", named)
        outcome = http_client.post(address, b"{}", {}, private=True)

    assert outcome.problem.startswith(message)
    assert outcome.succeeded is not bool(message)


def test_a_certificate_that_nobody_vouches_for_is_not_taken(
    resolved: list[str], tmp_path: Path
) -> None:
    with receiving(certificate("hooks.acme.test", tmp_path)) as receiver:
        address = receiver.url.replace("127.0.0.1", "hooks.acme.test")
        outcome = http_client.post(address, b"{}", {}, private=True)

    assert outcome.problem == "The TLS certificate is not valid: self-signed certificate"
    assert not receiver.received


def test_a_redirect_is_not_followed() -> None:
    with receiving() as receiver:
        receiver.answers = [307]
        outcome = http_client.post(receiver.url, b"{}", {}, private=True)

    assert (outcome.status, outcome.succeeded) == (307, False)
    assert len(receiver.received) == 1


def test_what_nobody_listens_to_is_said_to_be_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    outcome = http_client.post(f"http://127.0.0.1:{port}/", b"{}", {}, private=True)

    assert outcome.problem == "The connection was refused."


@pytest.mark.parametrize("answer", [0.6, "HTTP/1.1 200 O" + "K" * 40])
def test_an_answer_that_takes_too_long_is_cut(
    answer: str | float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_client, "SECONDS", 0.3)
    with receiving() as receiver:
        receiver.answers = [answer]
        outcome = http_client.post(receiver.url, b"{}", {}, private=True)

    assert outcome.status is None
    assert outcome.problem == "No response within 0.3 seconds."


def test_of_an_answer_only_the_status_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_client, "SECONDS", 2)
    sent = 0

    def answer(listener: socket.socket) -> None:
        nonlocal sent
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            connection.recv(1000)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n")
            while sent < 100_000_000:
                sent += connection.send(bytes(100_000))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=answer, args=(listener,))
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        outcome = http_client.post(url, b"{}", {}, private=True)
        thread.join()

    assert outcome.succeeded
    assert sent < 20_000_000
