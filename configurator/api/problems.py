"""Every error of the API as RFC 9457 has it: a title, what is wrong here, and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.errors import Throttled
from ninja.errors import ValidationError as Misread

import generators

TOP = "/api/"
KIND = "application/problem+json"
DETAILS = {
    HTTPStatus.BAD_REQUEST: "The request cannot be understood; /api/v1/openapi.json says how.",
    HTTPStatus.UNAUTHORIZED: "Send a token as “Authorization: Bearer skfc_…”. This one is missing, "
    "unknown, revoked or too old; you make another at /account/tokens/.",
    HTTPStatus.NOT_FOUND: "There is nothing at this address, or it is not open to you. What there "
    "is stands in /api/v1/openapi.json; what is open to you in /api/v1/configurations.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address takes another method; the header Allow names it.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "A plan may have 1 MiB, which is far more than one needs.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "That was our fault. Nothing of this request was saved; try "
    "again, and if it breaks again tell whoever runs this configurator.",
}

Answer = Callable[[HttpRequest], HttpResponse]


class Problem(Exception):
    """Something that went wrong, with its status and what else there is to tell."""

    def __init__(self, status: int, detail: str = "", **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.more = more


def answer(status: int, detail: str = "", **more: Any) -> HttpResponse:
    """Write a problem down."""
    known = HTTPStatus(status)
    content = {
        "type": "about:blank",
        "title": known.phrase,
        "status": known.value,
        "detail": detail or DETAILS.get(known, known.description),
    }
    return HttpResponse(json.dumps(content | more), content_type=KIND, status=known)


def described(respond: Answer) -> Answer:
    """Put a problem in the place of a page that Django makes of an error under the API."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        failed = response.status_code >= HTTPStatus.BAD_REQUEST
        if not failed or not request.path_info.startswith(TOP):
            return response
        if response.headers.get("Content-Type") == KIND:
            return response
        problem = answer(response.status_code)
        if "Allow" in response.headers:
            problem.headers["Allow"] = response.headers["Allow"]
        return problem

    return middleware


def register(api: NinjaAPI) -> None:
    """Let the API answer each kind of error with a problem."""
    for kind, respond in {
        AuthenticationError: _unknown,
        Http404: lambda _, __: answer(404),
        PermissionDenied: lambda _, error: answer(403, str(error)),
        Throttled: _throttled,
        Misread: _misread,
        ValidationError: lambda _, error: answer(422, " ".join(error.messages)),
        Problem: lambda _, error: answer(error.status, error.detail, **error.more),
        generators.Unreadable: _unreadable,
    }.items():
        api.add_exception_handler(kind, respond)


def _unknown(_: HttpRequest, __: Any) -> HttpResponse:
    problem = answer(401)
    problem.headers["WWW-Authenticate"] = 'Bearer realm="SkillFlaw configurator"'
    return problem


def _throttled(_: HttpRequest, error: Any) -> HttpResponse:
    wait = max(1, int(error.wait or 60))
    problem = answer(429, f"This token asks too often. Wait {wait} seconds, then try again.")
    problem.headers["Retry-After"] = str(wait)
    return problem


def _misread(_: HttpRequest, error: Any) -> HttpResponse:
    wrong = [
        {"in": str(each["loc"][0]), "name": str(each["loc"][-1]), "message": each["msg"]}
        for each in error.errors
    ]
    return answer(422, "Some parameters cannot be read; “parameters” says which.", parameters=wrong)


def _unreadable(_: HttpRequest, error: Any) -> HttpResponse:
    problems = json.loads(generators.unreadable_as_json(error.problems))["problems"]
    detail = "The body is no plan that can be read; “problems” says where and why."
    return answer(422, detail, problems=problems)
