"""The Git repository of a configuration over HTTP: clones and fetches with a token, no pushes.

Without credentials every address answers 401, and with credentials that open nothing 404, whether
the configuration exists or not.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from functools import wraps
from itertools import chain
from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from django.http import HttpResponseBase
from django.http import StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.decorators.http import require_safe

from configurator.access import git as access
from configurator.git import answers
from configurator.git import pkt_line
from configurator.git.basic_auth import secrets_in
from configurator.git.history import Selection
from configurator.git.history import Unadvertised
from configurator.git.pkt_line import Malformed
from configurator.git.request import Command
from configurator.git.request import FetchRequest
from configurator.git.request import fetch_of
from configurator.git.request import read_command
from configurator.git.request import read_fetch
from configurator.models import Configuration
from configurator.queries import git_repository
from configurator.services import deploy_tokens
from configurator.services import git_history
from configurator.services import rate_limit
from configurator.services import tokens
from configurator.wording.urls import absolute

MOST_BYTES = 4 * 1024 * 1024  # of a request, unpacked: it names commits, 50 bytes each
MINUTE = 60
SIGN_IN = (
    "Give an API token or a deploy token as the user name or the password: "
    "git clone https://TOKEN@HOST/git/CONFIGURATION.git\n"
)
NOT_FOUND = (
    "Not found. Either there is no such configuration, or the token is unknown, expired or "
    "revoked, or it gives no access to it. The Sharing page of a configuration lists its deploy "
    "tokens.\n"
)
INCOMPLETE = (
    "Commits of revisions that an earlier version saved are being made. Try again in a minute.\n"
)
SMART_ONLY = "Only the smart HTTP protocol of Git is served. Use git 1.6.6 or newer.\n"
CHALLENGE = 'Basic realm="SkillFlaw configurator", charset="UTF-8"'
FINDERS = (tokens.find, deploy_tokens.find)
View = Callable[[HttpRequest, Configuration], HttpResponseBase]


def of_token(view: View) -> Callable[[HttpRequest, UUID], HttpResponseBase]:
    """Ask for a token, and call a view with the configuration that it may read."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def authorized(request: HttpRequest, key: UUID) -> HttpResponseBase:
        secrets = secrets_in(request.headers.get("Authorization", ""))
        if not secrets:
            return _refused(401, SIGN_IN, {"WWW-Authenticate": CHALLENGE})
        candidates = (find(secret) for secret in secrets for find in FINDERS)
        token = next((candidate for candidate in candidates if candidate), None)
        if token is None:
            return _refused(404, NOT_FOUND)
        now = time.time()
        if not rate_limit.count_request(token, int(now // MINUTE), rate_limit.REQUESTS_A_MINUTE):
            wait = str(int(MINUTE - now % MINUTE) + 1)
            text = f"Rate limit exceeded. Wait {wait} seconds, then try again.\n"
            return _refused(429, text, {"Retry-After": wait})
        tokens.record_use(token)
        configuration = access.repository(token, key)
        return view(request, configuration) if configuration else _refused(404, NOT_FOUND)

    return authorized


@require_safe
def repository(request: HttpRequest, key: UUID) -> HttpResponse:
    """Lead a browser from the address of the repository to the configuration's page."""
    return redirect("configuration", key)


@require_safe
@of_token
def references(request: HttpRequest, configuration: Configuration) -> HttpResponse:
    """List the branches and tags, or refuse a push with the way to do it."""
    service = request.GET.get("service", "")
    if service == answers.RECEIVE:
        refusal = answers.refused_push(_no_push(request, configuration))
        return _answer(refusal, service, "advertisement")
    if service != answers.UPLOAD:
        return _refused(403, SMART_ONLY)
    if git_repository.lacks_commits(configuration) and not git_history.catch_up(configuration.pk):
        return _refused(503, INCOMPLETE, {"Retry-After": "5"})
    if _is_second_version(request):
        return _answer(answers.advertised_commands(), service, "advertisement")
    listed = git_repository.history(configuration).references
    return _answer(answers.advertised(listed), service, "advertisement")


@require_POST
@of_token
def upload_pack(request: HttpRequest, configuration: Configuration) -> HttpResponseBase:
    """Answer a request for references or for a pack."""
    try:
        lines = pkt_line.read(_body(request))
        if not _is_second_version(request):
            return _pack(request, configuration, read_fetch(lines), answers.negotiated)
        return _command(request, configuration, read_command(lines))
    except Malformed as error:
        return _answer(pkt_line.error(f"Invalid request. {error}"), answers.UPLOAD, "result")
    except Unadvertised as error:
        message = f"not our ref {error}. Fetch the branches again."
        return _answer(pkt_line.error(message), answers.UPLOAD, "result")


@require_POST
@of_token
def receive_pack(request: HttpRequest, configuration: Configuration) -> HttpResponse:
    """Refuse a push; clients ask :func:`references` first and are refused there."""
    return _refused(403, f"{_no_push(request, configuration)}\n")


def _command(
    request: HttpRequest, configuration: Configuration, command: Command
) -> HttpResponseBase:
    """Answer a request of version 2 of the protocol."""
    if command.name == "fetch":
        return _pack(request, configuration, fetch_of(command), answers.negotiated_sections)
    if command.name != "ls-refs":
        raise Malformed(f"The command {command.name} is unknown.")
    listed = git_repository.history(configuration).references
    return _answer(answers.listed(listed, command.arguments), answers.UPLOAD, "result")


def _pack(
    request: HttpRequest,
    configuration: Configuration,
    wanted: FetchRequest,
    answer: Callable[[FetchRequest, Selection], tuple[bytes, bool]],
) -> HttpResponseBase:
    """Negotiate, and send the pack where the negotiation ended."""
    selection = git_repository.history(configuration).select(wanted)
    before, follows = answer(wanted, selection)
    if not follows:
        return _answer(before, answers.UPLOAD, "result")
    parts = git_repository.packed(configuration, selection)
    bands = answers.BANDS in wanted.capabilities or _is_second_version(request)
    # A pack is compressed already.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    return StreamingHttpResponse(
        chain([before], pkt_line.banded(parts) if bands else parts),
        content_type=f"application/x-{answers.UPLOAD}-result",
    )


def _body(request: HttpRequest) -> bytes:
    """Read the body, which clients compress; :class:`Malformed` where it is too large."""
    if request.headers.get("Content-Encoding", "").lower() not in ("gzip", "x-gzip"):
        return request.body
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        body = unpacking.decompress(request.body, MOST_BYTES)
    except zlib.error as error:
        raise Malformed("The body is not compressed as its header says.") from error
    if unpacking.unconsumed_tail:
        raise Malformed("The body is too large.")
    return body


def _is_second_version(request: HttpRequest) -> bool:
    return "version=2" in request.headers.get("Git-Protocol", "").split(":")


def _no_push(request: HttpRequest, configuration: Configuration) -> str:
    page = absolute(request, "configuration", configuration.pk)
    return (
        "This repository is read-only. To change the configuration, edit its draft or import a "
        f"plan file at {page} or send the plan to the API: POST "
        f"/api/v1/configurations/{configuration.pk}/revisions"
    )


def _answer(content: bytes, service: str, part: str) -> HttpResponse:
    return HttpResponse(content, content_type=f"application/x-{service}-{part}")


def _refused(status: int, text: str, headers: dict[str, str] | None = None) -> HttpResponse:
    """Answer with a text that git prints after “remote:”."""
    return HttpResponse(
        text, status=status, content_type="text/plain; charset=utf-8", headers=headers or {}
    )
