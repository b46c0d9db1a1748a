"""What editors do in the dashboard: sign in, correct a story, undo.

Knows nothing of what a correction does. Every form works without a script and carries the key of
its session; what cannot be done is said on the page the editor came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from litestar import Request, get, post
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import URLEncodedBody
from litestar.response import Redirect

from dashboards import editors
from dashboards.pages.subjects import Subject, subject_of
from dashboards.rendering import PageResponse, render
from dashboards.site import Reader, site_of
from service.api import editing
from service.api.corrections import A_MINUTE, LARGEST, same_secret
from service.api.editing import Asked, UndoAsked
from service.api.parameters import Id
from service.errors import CorrectionError, InputError, NotFound
from service.records import Correction
from service.store import corrections as ledger
from service.store import stories as story_store
from service.store.engine import Connection

AnyRequest = Request[Any, Any, Any]
Form = URLEncodedBody[dict[str, Any]]
TRIES = 10
LISTED = 50
_throttle = RateLimitConfig(rate_limit=("minute", A_MINUTE)).middleware
_few_tries = RateLimitConfig(rate_limit=("minute", TRIES), store="rate_limit_tries").middleware
_ID = re.compile(r"[se]-[0-9a-zA-Z_-]+")


@get("/editor", sync_to_thread=True, include_in_schema=False)
def editor_page(request: AnyRequest) -> PageResponse:
    """The door for editors; behind it, what was corrected last."""
    return _door(request)


@post(
    "/editor/enter",
    sync_to_thread=True,
    include_in_schema=False,
    middleware=[_few_tries],
    request_max_body_size=10_000,
)
def sign_in(request: AnyRequest, data: Form) -> PageResponse | Redirect:
    """Open a session for whoever knows the token."""
    secret = editors.secret_of(request)
    author = " ".join(_one(data, "author").split())[: editors.LONGEST_NAME]
    if not secret or not same_secret(_one(data, "token"), secret):
        return _door(request, refused="wrong_token", status=401)
    if not author:
        return _door(request, refused="no_author", status=400)
    value = editors.write(author, secret, datetime.now(UTC))
    return _sent(request, "/editor", editors.cookie(value, secure=_is_secure(request)))


@post("/editor/leave", sync_to_thread=True, include_in_schema=False, request_max_body_size=10_000)
def sign_out(request: AnyRequest, data: Form) -> Redirect:
    """End the session in this browser."""
    editors.needs_key(editors.session_of(request), _one(data, "key"))
    return _sent(request, "/editor", editors.cookie("", secure=_is_secure(request)))


@post(
    "/stories/{story_id:str}/corrections",
    sync_to_thread=True,
    include_in_schema=False,
    middleware=[_throttle],
    request_max_body_size=LARGEST,
)
def correct_story(request: AnyRequest, story_id: Id, data: Form) -> Redirect:
    """Do what one of the forms on the story's page asks, and go back there."""
    session = editors.needs_key(editors.session_of(request), _one(data, "key"))
    try:
        with site_of(request).store.write() as connection:
            asked = _asked(connection, story_id, data, session.author)
            made = [editing.correct(connection, one, now=datetime.now(UTC)) for one in asked]
    except (CorrectionError, NotFound, InputError) as error:
        return _back(request, story_id, refused=_code(error))
    overruled = len({one for _, overrules in made for one in overrules})
    last = made[-1][0]
    path = "history" if last.kind == "hide" and last.level == "story" else ""
    return _back(request, story_id, path, corrected=last.id, overruled=overruled or None)


@post(
    "/corrections/{correction_id:str}/undo",
    sync_to_thread=True,
    include_in_schema=False,
    middleware=[_throttle],
    request_max_body_size=LARGEST,
)
def undo_correction(request: AnyRequest, correction_id: Id, data: Form) -> Redirect:
    """Undo a correction and go back to the history that it was seen in."""
    session = editors.needs_key(editors.session_of(request), _one(data, "key"))
    story_id = _one(data, "story")
    asked = UndoAsked(author=session.author, reason=_one(data, "reason")[:1_000])
    try:
        with site_of(request).store.write() as connection:
            made = editing.undo(connection, correction_id, asked, now=datetime.now(UTC))
    except (CorrectionError, NotFound) as error:
        return _back(request, story_id, "history", refused=_code(error))
    return _back(request, story_id, "history", corrected=made.id)


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the form that was just sent: the phrase to say, and how many it overrules."""

    phrase: str
    good: bool
    overruled: int = 0


def notice(connection: Connection, request: AnyRequest) -> Notice | None:
    """What the address says became of a form."""
    query = request.query_params
    if (refused := query.get("refused")) is not None:
        return Notice(phrase=f"refused_{refused}", good=False)
    if (corrected := query.get("corrected")) is None:
        return None
    try:
        made = ledger.get(connection, corrected)
    except NotFound:
        return None
    count = query.get("overruled", "0")
    phrase = "done_waiting" if ledger.is_waiting(made) else "done_now"
    return Notice(phrase=phrase, good=True, overruled=int(count) if count.isdecimal() else 0)


def waiting_on(connection: Connection, story_id: str, events: list[str]) -> list[Correction]:
    """The corrections of a story or of its events that wait for a build."""
    mine = {story_id, *events}
    return [one for one in ledger.waiting(connection) if mine & {one.subject, one.other}]


def _asked(
    connection: Connection, story_id: str, data: Mapping[str, Any], author: str
) -> list[Asked]:
    """What the form asks: one correction, or one for each article that is to be hidden."""
    make = _ACTIONS.get(_one(data, "action"))
    if make is None:
        raise CorrectionError("unknown", "no such form")
    asked = make(connection, story_id, data)
    named = {"author": author, "reason": _one(data, "reason")}
    try:
        return [msgspec.convert(one | named, Asked) for one in asked]
    except msgspec.ValidationError as error:
        raise CorrectionError("too_long", str(error)) from error


def _event_of(connection: Connection, articles: list[str]) -> str | None:
    member = story_store.member(connection, articles[0]) if articles else None
    return member.event if member else None


def _split_event(connection: Connection, _story: str, data: Mapping[str, Any]) -> list[Any]:
    articles = _many(data, "articles")
    subject = _event_of(connection, articles)
    return [{"kind": "split", "level": "event", "subject": subject, "articles": articles}]


def _move(_connection: Connection, _story: str, data: Mapping[str, Any]) -> list[Any]:
    other = _id_in(_one(data, "target") or _one(data, "event"))
    level = "event" if other.startswith("e-") else "story"
    return [{"kind": "move", "level": level, "articles": _many(data, "articles"), "other": other}]


def _rename(_connection: Connection, story: str, data: Mapping[str, Any]) -> list[Any]:
    titles = {
        name.removeprefix("title_"): str(value).strip()
        for name, value in data.items()
        if name.startswith("title_") and str(value).strip()
    }
    return [{"kind": "rename", "subject": story, "titles": titles}]


Action = Callable[[Connection, str, Mapping[str, Any]], list[Any]]
_ACTIONS: dict[str, Action] = {
    "rename": _rename,
    "pin": lambda _c, story, _d: [{"kind": "pin", "subject": story}],
    "headline": lambda _c, story, d: [
        {"kind": "pin", "subject": story, "articles": _many(d, "article")}
    ],
    "merge": lambda _c, story, d: [
        {"kind": "merge", "subject": story, "other": _id_in(_one(d, "other")) or None}
    ],
    "merge_events": lambda _c, _s, d: [
        {"kind": "merge", "level": "event", "subject": _one(d, "one"), "other": _one(d, "other")}
    ],
    "split": lambda _c, story, d: [
        {"kind": "split", "subject": story, "articles": _many(d, "articles")}
    ],
    "split_event": _split_event,
    "move": _move,
    "hide": lambda _c, story, _d: [{"kind": "hide", "subject": story}],
    "hide_articles": lambda _c, _s, d: [
        {"kind": "hide", "level": "article", "subject": one} for one in _many(d, "articles") or [""]
    ],
}


def _id_in(text: str) -> str:
    """The last id in an address or in what was typed; the text itself where there is none."""
    found = _ID.findall(text)
    return found[-1] if found else text.strip()


def _one(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value or "")


def _many(data: Mapping[str, Any], name: str) -> list[str]:
    value = data.get(name, [])
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one]


def _code(error: Exception) -> str:
    return error.reason if isinstance(error, CorrectionError) else "unknown"


def _door(request: AnyRequest, *, refused: str | None = None, status: int = 200) -> PageResponse:
    session = editors.session_of(request)
    reader = Reader(request)
    found: list[tuple[Correction, Subject]] = []
    if session is not None:
        with reader.site.store.read() as connection:
            latest, _ = ledger.page(connection, limit=LISTED)
            found = [(one, subject_of(reader, connection, one.subject)) for one in latest]
    answer = render(
        reader,
        "editor.html",
        status=status,
        session=session,
        enabled=bool(editors.secret_of(request)),
        refused=refused,
        corrections=found,
    )
    answer.headers["cache-control"] = "no-store"
    return answer


def _back(request: AnyRequest, story_id: str, path: str = "", **told: object) -> Redirect:
    place = f"/stories/{story_id}/{path}" if path else f"/stories/{story_id}"
    address = Reader(request).link(place if story_id else "/editor", **told)
    return Redirect(f"{address}#notice", status_code=303)


def _sent(request: AnyRequest, path: str, cookie: Any) -> Redirect:
    return Redirect(Reader(request).link(path), status_code=303, cookies=[cookie])


def _is_secure(request: AnyRequest) -> bool:
    """Over plain HTTP a browser would drop a secure cookie; a proxy says what it speaks."""
    proxied = request.headers.get("x-forwarded-proto", "")
    return request.url.scheme == "https" or proxied == "https"


PAGES = [editor_page, sign_in, sign_out, correct_story, undo_correction]
