"""An address in its one canonical form, its bare domain and the day its path names.

Knows nothing of outlets and opens nothing: all is read from the characters of the address.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

# Parameters that say how a reader came, never which page it is.
_TRACKING = re.compile(
    r"(utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|ref|ref_src|referrer"
    r"|source|src|from|via|cmpid|ocid|at_.*|xtor|ns_.*|amp|amp_.*|outputtype|share|smid|feature"
    r"|spm|_gl|wt\..*|rss|partner|replytocom)",
    re.IGNORECASE,
)
_AMP_END = re.compile(r"(/amp|[./-]amp\.html?|/amp\.html?|/index\.html?)$", re.IGNORECASE)
_AMP_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)", re.IGNORECASE)
_DAY_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?(\d{1,2})[/-]?(\d{1,2})(?=[/\-_.]|$)")
_DEFAULT_PORTS = {"http": 80, "https": 443}


# No browser takes a longer address, and no name of a host is longer (RFC 1035).
_LONGEST, _LONGEST_HOST = 4_096, 253


def _split(address: str) -> SplitResult | None:
    if len(address) > _LONGEST:
        return None
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host or len(host) > _LONGEST_HOST:
        return None
    return parts


def canonical(address: str | None) -> str | None:
    """The address without what changes from visit to visit, or None where it is none.

    Scheme becomes https, the host loses case, ``www.``, ``m.`` and ``amp.``; tracking
    parameters, fragments, AMP endings and a closing slash go; the rest keeps its order. The
    path is percent-encoded one way. Two spellings of one page give one string.
    """
    parts = _split(address) if address else None
    if parts is None:
        return None
    scheme = parts.scheme.lower()
    host = _AMP_HOST.sub("", (parts.hostname or "").rstrip("."))
    if parts.port is not None and parts.port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{parts.port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._")
    path = _AMP_END.sub("", re.sub(r"/{2,}", "/", path)).rstrip("/")
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"https://{host}{path}{query}"


def domain(address: str | None) -> str | None:
    """The bare host of an address: ``www.``, ``m.`` and ``amp.`` taken off."""
    parts = _split(address) if address else None
    return None if parts is None else _AMP_HOST.sub("", (parts.hostname or "").rstrip("."))


def host_and_path(address: str) -> tuple[str, str] | None:
    """(bare host, decoded path) of an address, also of one written without its scheme."""
    parts = _split(address) or _split(f"https://{address}")
    if parts is None:
        return None
    return _AMP_HOST.sub("", (parts.hostname or "").rstrip(".")), unquote(parts.path)


def day_in_path(address: str | None) -> date | None:
    """The day that the path spells (``/2021/03/31/``, ``/ar/20180708-``), if it spells one."""
    parts = _split(address) if address else None
    if parts is None:
        return None
    for match in _DAY_IN_PATH.finditer(parts.path):
        year, month, day = (int(group) for group in match.groups())
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None
