"""The claims of the single sign-on provider, checked before anybody is found by them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

TEXTS = ("email", "preferred_username", "name", "given_name", "family_name", "picture")
LONGEST_SUBJECT = 191
# What no database holds: null characters, and halves of surrogate pairs.
NO_TEXT = re.compile(r"\\u0000|[\ud800-\udfff]")


class CheckedProvider(OpenIDConnectProvider):  # type: ignore[misc] # allauth has no types
    """The provider whose answers are checked, where allauth takes every value as it comes."""

    def sociallogin_from_response(self, request: HttpRequest, response: Mapping[str, Any]) -> Any:
        """Find who signs in by the checked claims."""
        answers = {name: checked(answer) for name, answer in response.items()}
        return super().sociallogin_from_response(request, answers)


def checked(answer: Any) -> dict[str, Any]:
    """Return the claims of an answer, those of another type left out; 403 without a subject.

    An address is verified where the claim is true. Some providers write that as a text, and the
    text “false” must not pass for true.
    """
    if not isinstance(answer, Mapping) or NO_TEXT.search(json.dumps(answer, ensure_ascii=False)):
        raise PermissionDenied("The provider's answer cannot be read.")
    subject = answer.get("sub")
    if isinstance(subject, int) and not isinstance(subject, bool):
        subject = str(subject)
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise PermissionDenied("The provider's answer names no subject.")
    claims = {
        name: value for name, value in answer.items() if name not in TEXTS or isinstance(value, str)
    }
    verified = claims.get("email_verified")
    return claims | {"sub": subject, "email_verified": verified is True or verified == "true"}
