"""A small OpenID Connect provider on loopback: it knows one person, and signs what it says."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl
from urllib.parse import urlencode
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "configurator", "a-secret-of-the-client"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def grace() -> dict[str, Any]:
    """Describe the person whom the provider knows."""
    return {
        "sub": "grace-1",
        "preferred_username": "grace",
        "name": "Grace Hopper",
        "email": "grace@acme.example",
        "email_verified": True,
    }


@dataclass
class Identity:
    """The provider: what it says of whom, and what it was asked."""

    issuer: str = ""
    person: dict[str, Any] = field(default_factory=grace)
    claims: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    down: bool = False

    def consent(self, address: str) -> str:
        """Sign the person in, as its own page would; give the address that it leads back to."""
        query = dict(parse_qsl(urlsplit(address).query))
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def discovery(self) -> dict[str, Any]:
        """Say where everything is."""
        places = ("authorization", "token", "userinfo")
        return {f"{endpoint}_endpoint": f"{self.issuer}/{endpoint}" for endpoint in places} | {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """Give tokens for a code, once, to whoever began with it."""
        request = self.codes.pop(sent.get("code", ""), None)
        if request is None or sent.get("client_secret") != SECRET:
            return None
        made = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        if request["code_challenge"] != base64.urlsafe_b64encode(made).rstrip(b"=").decode():
            return None
        now = int(time.time())
        payload = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        claims = payload | {"sub": self.person["sub"]} | self.claims
        signed = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "opens-userinfo", "token_type": "Bearer", "id_token": signed}

    def jwks(self) -> dict[str, Any]:
        """Publish the key that the tokens are signed with."""
        key = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [key | {"kid": "one", "use": "sig", "alg": "RS256"}]}


def answers_of(identity: Identity) -> type[BaseHTTPRequestHandler]:
    """Make the class that answers for a provider."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/authorization?"):
                self.send_response(302)
                self.send_header("Location", identity.consent(self.path))
                self.end_headers()
                return
            known: dict[str, Callable[[], dict[str, Any]]] = {
                "/.well-known/openid-configuration": identity.discovery,
                "/jwks": identity.jwks,
                "/userinfo": lambda: identity.person,
            }
            self.answer(known[self.path]() if self.path in known else None)

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self.answer(identity.token(dict(parse_qsl(self.rfile.read(length).decode()))))

        def answer(self, content: dict[str, Any] | None) -> None:
            body = json.dumps(content or {"error": "invalid_request"}).encode()
            self.send_response(503 if identity.down else 200 if content else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Stay silent."""

    return Answers


@contextmanager
def running() -> Iterator[Identity]:
    """Run a provider on a free port of the loopback address."""
    identity = Identity()
    with ThreadingHTTPServer(("127.0.0.1", 0), answers_of(identity)) as server:
        identity.issuer = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield identity
        server.shutdown()
        thread.join()
