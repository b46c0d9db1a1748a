"""The bytes of a WARC file, packed or not, from a break in them to the next sound place.

Knows nothing of records. A packed archive is one gzip member a record, so that a broken one
costs only itself: the stream ends at a break, and goes on at the next member when told to.
"""

from __future__ import annotations

import zlib
from typing import BinaryIO

_MEMBER = b"\x1f\x8b\x08"
_BLOCK = 65_536
# What a member gives at a time: little enough to hold, whatever it unpacks to in all.
_STEP = 1_048_576
# Longer lines are no header's.
LINE = 65_536


class Archive:
    """Reads like a file. ``broken`` says why it ended where it did, None at its true end."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._plain = b""
        self._packed = raw.read(_BLOCK)
        self._is_packed = self._packed.startswith(_MEMBER[:2])
        self._member: zlib._Decompress | None = None
        self.broken: str | None = None

    def read(self, size: int) -> bytes:
        """``size`` bytes, fewer at the end or at a break."""
        parts: list[bytes] = []
        while size > 0 and (self._plain or self._fill()):
            part, self._plain = self._plain[:size], self._plain[size:]
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def readline(self) -> bytes:
        """A line with its end, at most ``LINE`` bytes of it; empty at the end or at a break."""
        while b"\n" not in self._plain and len(self._plain) < LINE:
            before, self._plain = self._plain, b""
            grown = self._fill()
            self._plain = before + self._plain
            if not grown:
                break
        end = self._plain.find(b"\n", 0, LINE) + 1 or min(len(self._plain), LINE)
        line, self._plain = self._plain[:end], self._plain[end:]
        return line

    def skip(self, size: int) -> int:
        """Pass ``size`` bytes over; how many there were."""
        left = size
        while left > 0 and (part := self.read(min(left, _STEP))):
            left -= len(part)
        return size - left

    def go_on(self) -> bool:
        """After a break: find the next member. False where there is none."""
        self.broken = None
        self._member = None
        self._plain = b""
        searched = self._packed[1:]
        while (place := searched.find(_MEMBER)) < 0:
            more = self._raw.read(_BLOCK)
            if not more:
                self._packed = b""
                return False
            searched = searched[-len(_MEMBER) :] + more
        self._packed = searched[place:]
        return True

    def _fill(self) -> bool:
        """Make some more bytes plain; False at the end or at a break."""
        while not self._plain and self.broken is None:
            if not self._packed:
                self._packed = self._raw.read(_BLOCK)
            if not self._packed:
                if self._member is not None and not self._member.eof:
                    self.broken = "the file is cut off"
                return False
            if self._is_packed:
                self._unpack()
            else:
                self._plain, self._packed = self._packed, b""
        return self.broken is None

    def _unpack(self) -> None:
        if self._member is None or self._member.eof:
            if self._member is not None and not self._packed.startswith(_MEMBER[:1]):
                # some writers pad between members
                self._packed = self._packed.lstrip(b"\0")
                if not self._packed:
                    return
            self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            self._plain = self._member.decompress(self._packed, _STEP)
        except zlib.error as error:
            self.broken = str(error)
            return
        self._packed = self._member.unconsumed_tail or self._member.unused_data


def is_warc(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is a WARC archive, packed or not."""
    if head.startswith(_MEMBER[:2]):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")
