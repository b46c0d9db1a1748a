"""An editor's session: a signed cookie, and the key that every form of it carries.

Knows nothing of pages. Nothing is kept on the server: the cookie names the editor and its end,
signed with the editors' token, so a new token ends every session.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from litestar import Request
from litestar.datastructures import Cookie
from litestar.exceptions import PermissionDeniedException

from service.api.corrections import same_secret
from service.settings import Settings

COOKIE = "riwaya_editor"
LASTS = timedelta(hours=12)
LONGEST_NAME = 100


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Who is at work, until when, and ``key``: what a form of this session has to carry."""

    author: str
    until: datetime
    key: str = ""


def secret_of(request: Request[Any, Any, Any]) -> str:
    """The editors' token, empty where corrections are off."""
    settings: Settings = request.app.state.settings
    return settings.editors.token


def session_of(request: Request[Any, Any, Any]) -> Session | None:
    """The session that ``request`` shows, if it is one of ours and has not ended."""
    return read(request.cookies.get(COOKIE, ""), secret_of(request), datetime.now(UTC))


def write(author: str, secret: str, now: datetime) -> str:
    """The cookie's value of a session that begins ``now``."""
    body = msgspec.json.encode(Session(author=author, until=now + LASTS))
    packed = base64.urlsafe_b64encode(body).decode()
    return f"{packed}.{_sign(packed, secret, 'session')}"


def read(value: str, secret: str, now: datetime) -> Session | None:
    """The session in a cookie's ``value``, or None where it is forged, spoilt or over."""
    packed, _, signature = value.partition(".")
    if not secret or not same_secret(signature, _sign(packed, secret, "session")):
        return None
    try:
        body = base64.urlsafe_b64decode(packed)
        found = msgspec.json.decode(body, type=Session)
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        return None
    if found.until <= now:
        return None
    return msgspec.structs.replace(found, key=_sign(packed, secret, "form"))


def needs_key(session: Session | None, shown: str) -> Session:
    """The session, if the form came from a page of its own.

    Raises PermissionDeniedException (403) if there is none or another site sent the form.
    """
    if session is None or not same_secret(shown, session.key):
        raise PermissionDeniedException("sign in as an editor, and send the form from its page")
    return session


def cookie(value: str, *, secure: bool) -> Cookie:
    """The cookie: out of reach of scripts and of other sites' forms; an empty value ends it."""
    return Cookie(
        key=COOKIE,
        value=value,
        max_age=int(LASTS.total_seconds()) if value else 0,
        httponly=True,
        secure=secure,
        samesite="strict",
        path="/",
    )


def _sign(text: str, secret: str, purpose: str) -> str:
    return hmac.new(secret.encode(), f"{purpose}\n{text}".encode(), hashlib.sha256).hexdigest()
