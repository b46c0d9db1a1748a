"""Which format an asker wants: by name in the address, else by Accept (RFC 9110, 12.5.1).

Knows nothing of what is written in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Request
from litestar.datastructures.headers import Accept, MediaTypeHeader
from litestar.exceptions import HTTPException

AnyRequest = Request[Any, Any, Any]


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A format that can be had: its name for `?format=`, its media type for `Accept`."""

    format: str
    media_type: str


class NotAcceptableError(HTTPException):
    """None of what can be had is what was asked for; ``offers`` says what there is."""

    status_code = 406

    def __init__(self, detail: str, offers: tuple[Offer, ...]) -> None:
        super().__init__(detail=detail)
        self.offers = offers


def choose(request: AnyRequest, name: str | None, offers: Mapping[str, str]) -> str:
    """Which of ``offers`` (format to media type) is wanted: ``name``, else what Accept likes most.

    The first offered is the default and wins between equals. Raises NotAcceptableError.
    """
    if name is not None:
        if name not in offers:
            raise _refusal(f"format: {name!r} is not offered", offers)
        return name
    accept = request.headers.get("accept", "")
    if not accept.strip():
        return next(iter(offers))
    wishes = [MediaTypeHeader(one) for one in Accept(accept)]
    weights = {one: _weight(kind, wishes) for one, kind in offers.items()}
    best = max(weights, key=lambda one: weights[one])
    if weights[best] <= 0:
        raise _refusal(f"Accept: nothing offered is {accept!r}", offers)
    return best


def _weight(kind: str, wishes: list[MediaTypeHeader]) -> int:
    """How much ``kind`` is wanted, 0 to 100: by the wish that names it most exactly."""
    offered = MediaTypeHeader(kind)
    told = [one.priority for one in wishes if offered.match(one)]
    return max(told, key=lambda pair: pair[1], default=(0, 0))[0]


def _refusal(what: str, offers: Mapping[str, str]) -> NotAcceptableError:
    names = ", ".join(f"{name} ({kind})" for name, kind in offers.items())
    return NotAcceptableError(
        f"{what}; ask for one of {names}",
        tuple(Offer(format=name, media_type=kind) for name, kind in offers.items()),
    )
