"""Pages made worse on purpose: cut, doubled, nested, swollen, broken, mixed up.

Knows nothing of how pages are read. Every mutation takes the bytes of a page and a seeded
draw and gives bytes of at most MOST, so that the work on any of them is bounded.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]

MOST = 1_000_000
_ENTITIES = (
    b"&", b"&#", b"&#x;", b"&#999999999;", b"&#xD800;", b"&nbsp", b"&amp;amp;lt;", b"&#0;",
    b"&lt;b&gt;", b"&unknown;", b"&#x202E;",
)  # fmt: skip
_ENCODINGS = ("cp1256", "cp1252", "utf-16", "utf-16-le", "utf-8-sig", "latin-1", "iso8859-6")
_TAGS = (b"div", b"span", b"table", b"ul", b"b", b"p", b"section", b"blockquote", b"font")
_WORDS = re.compile(r"[^\W\d_]{4,}")
_SAID = re.compile(r"(?:^|(?<=>))[^<>{}]{3,}(?=<|$)", re.MULTILINE)


def _place(data: bytes, draw: random.Random) -> int:
    return draw.randrange(len(data) + 1)


def cut(data: bytes, draw: random.Random) -> bytes:
    """The page up to or from a place in the middle of anything."""
    at = _place(data, draw)
    return data[:at] if draw.random() < 0.7 else data[at:]


def hollow(data: bytes, draw: random.Random) -> bytes:
    """The page with a stretch of it gone."""
    first, last = sorted((_place(data, draw), _place(data, draw)))
    return data[:first] + data[last:]


def doubled(data: bytes, draw: random.Random) -> bytes:
    """A stretch of the page over and over again, in its place."""
    first, last = sorted((_place(data, draw), _place(data, draw)))
    times = draw.choice((2, 3, 20, 200))
    stretch = data[first:last][: MOST // times]
    return data[:first] + stretch * times + data[last:]


def shuffled(data: bytes, draw: random.Random) -> bytes:
    """The lines of the page in another order."""
    lines = data.splitlines(keepends=True)
    draw.shuffle(lines)
    return b"".join(lines)


def nested(data: bytes, draw: random.Random) -> bytes:
    """A part of the page inside many elements, closed or not."""
    at, depth = _place(data, draw), draw.choice((50, 190, 250, 3_000, 30_000))
    tag = draw.choice(_TAGS)
    closed = (b"</" + tag + b">") * depth if draw.random() < 0.5 else b""
    return data[:at] + (b"<" + tag + b">") * depth + data[at:] + closed


def swollen(data: bytes, draw: random.Random) -> bytes:
    """One tag with an attribute of hundreds of kilobytes, or with thousands of attributes."""
    size = draw.choice((1_000, 100_000, 400_000))
    if draw.random() < 0.5:
        tag = b'<div class="' + b"related date x " * (size // 15) + b'">'
    else:
        tag = b"<p " + b" ".join(b"a%d=1" % number for number in range(size // 40)) + b">"
    at = _place(data, draw)
    return data[:at] + tag + data[at:]


def broken(data: bytes, draw: random.Random) -> bytes:
    """Broken entities, lone brackets and control signs strewn over the page."""
    parts = bytearray(data)
    for _ in range(draw.choice((1, 20, 500))):
        at = draw.randrange(len(parts) + 1)
        signs = (*_ENTITIES, b"<", b">", b"</", b"<!--", b"]]>", b"\x00", b"\x0c", b"<![CDATA[")
        parts[at:at] = draw.choice(signs)
    return bytes(parts)


def flipped(data: bytes, draw: random.Random) -> bytes:
    """Single bytes changed anywhere."""
    parts = bytearray(data)
    for _ in range(draw.choice((1, 10, 1_000))):
        if parts:
            parts[draw.randrange(len(parts))] = draw.randrange(256)
    return bytes(parts)


def mixed(data: bytes, draw: random.Random) -> bytes:
    """A stretch of the page in another encoding, or all of it."""
    encoding = draw.choice(_ENCODINGS)
    first, last = (0, len(data))
    if draw.random() < 0.7:
        first, last = sorted((_place(data, draw), _place(data, draw)))
    other = data[first:last].decode("utf-8", "replace").encode(encoding, "replace")
    return data[:first] + other + data[last:]


def lengthened(data: bytes, draw: random.Random) -> bytes:
    """The page on one line, or a line of one sign, one word or one mark without end."""
    if draw.random() < 0.4:
        return data.replace(b"\n", b" ")
    unit = draw.choice(
        (b"a", b" ", b"<", b"&", "ا".encode(), "كلمة ".encode(), b"- ", b"| ", b"2018 ", b"1/",
         "« ".encode(), b". ", b"(", b'"', b"\t", b"\xc2\xa0", "10 يناير ".encode(), b"[[[")
    )  # fmt: skip
    at, times = _place(data, draw), draw.choice((1_000, 50_000, 300_000))
    return data[:at] + unit * min(times, MOST // len(unit)) + data[at:]


def multiplied(data: bytes, draw: random.Random) -> bytes:
    """Thousands of short lines or elements more."""
    unit = draw.choice(
        (b"\n", b"<br>", b"<p>", b"<a href=x>y</a>", b"<time>1</time>", b"<h1>z</h1>",
         "\nاقرأ أيضا\n".encode(), b"<span class=date>1 2 3</span>", b"<td>1", b"<li>read also")
    )  # fmt: skip
    at, times = _place(data, draw), draw.choice((500, 5_000, 20_000))
    return data[:at] + unit * min(times, MOST // len(unit)) + data[at:]


MUTATIONS: tuple[Mutation, ...] = (
    cut, hollow, doubled, shuffled, nested, swollen, broken, flipped, mixed, lengthened,
    multiplied,
)  # fmt: skip


def mutate(data: bytes, draw: random.Random) -> bytes:
    """``data`` after one to three mutations drawn at random."""
    for _ in range(draw.choice((1, 1, 2, 3))):
        data = draw.choice(MUTATIONS)(data, draw)[:MOST]
    return data


def reworded(text: str, draw: random.Random) -> str:
    """The same page with a third of its words misspelt, so that no cache knows its lines."""

    def misspelt(match: re.Match[str]) -> str:
        word = match[0]
        if draw.random() > 0.33:
            return word
        at = draw.randrange(1, len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return _SAID.sub(lambda said: _WORDS.sub(misspelt, said[0]), text)
