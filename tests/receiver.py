"""A program on loopback that takes webhooks, and how such a program checks a signature."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Event
from threading import Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat


@dataclass
class Received:
    """A message as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> Any:
        """Read the JSON."""
        return json.loads(self.body)


@dataclass
class Receiver:
    """What arrived, and what is answered to each in turn; a text is sent instead of an answer.

    Where an event stands in the answer's place, the answer comes once the event is set.
    """

    url: str = ""
    answers: list[int | str | float | Event] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)


@contextmanager
def receiving(certificate: Path | None = None) -> Iterator[Receiver]:
    """Listen until the block ends, with TLS where there is a certificate for it."""
    receiver = Receiver()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            named = {name.lower(): value for name, value in self.headers.items()}
            receiver.received.append(Received(self.path, named, body))
            answer = receiver.answers.pop(0) if receiver.answers else 204
            answer = waited_for(answer)
            if isinstance(answer, float):
                time.sleep(answer)
            elif isinstance(answer, str):
                self._trickle(answer)
            else:
                self.send_response(answer)
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

        def _trickle(self, text: str) -> None:
            for character in text:
                try:
                    self.wfile.write(character.encode())
                except OSError:
                    return
                time.sleep(0.05)

        def handle(self) -> None:
            # Whoever calls may break off; that is what some tests are about.
            with suppress(OSError):
                super().handle()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name there
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    if certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    receiver.url = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}/hook?of=acme"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def waited_for(answer: str | float | Event) -> int | str | float:
    """Wait for an answer that comes with an event, twenty seconds at the longest."""
    if isinstance(answer, Event):
        answer.wait(20)
        return 204
    return answer


def genuine(secret: str, message: Received) -> bool:
    """Check a signature as the text of Standard Webhooks says, with nothing of ours."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    head = f"{message.headers['webhook-id']}.{message.headers['webhook-timestamp']}."
    wanted = base64.b64encode(hmac.new(key, head.encode() + message.body, hashlib.sha256).digest())
    return f"v1,{wanted.decode()}" in message.headers["webhook-signature"].split(" ")


def certificate(name: str, folder: Path) -> Path:
    """Make a key and a certificate for a name, signed by itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "certificate.pem"
    path.write_bytes(key.private_bytes(*plain) + made.public_bytes(Encoding.PEM))
    return path
