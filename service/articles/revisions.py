"""What changed between two texts of one article, sentence by sentence.

Knows nothing of stores. Sentences are matched by difflib (Ratcliff and Obershelp): what is not
in both is old, new, or, where much of the wording stayed, reworded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from service.text.sentences import sentences

ChangeKind = Literal["added", "removed", "reworded"]
# So much of a sentence's letters must be left for it to be the same one in other words.
_REWORDED = 0.5
# A body of more sentences is a dump; the square of this is what matching may cost.
_MOST = 2_000


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence that only one of the texts has, or has in other words."""

    field: Literal["title", "lead", "body"]
    kind: ChangeKind
    before: str | None
    after: str | None


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """What of an article its editors can change."""

    title: str
    lead: str | None
    body: str


def changes(before: Text, after: Text) -> tuple[Change, ...]:
    """The sentences in which ``after`` differs from ``before``, in order."""
    return (
        *_line("title", before.title, after.title),
        *_line("lead", before.lead, after.lead),
        *_body(before.body, after.body),
    )


def _line(field: Literal["title", "lead"], old: str | None, new: str | None) -> Iterator[Change]:
    if old == new:
        return
    kind: ChangeKind = "reworded" if old and new else "added" if new else "removed"
    yield Change(field=field, kind=kind, before=old or None, after=new or None)


def _body(before: str, after: str) -> Iterator[Change]:
    old, new = _sentences(before), _sentences(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield from _stretch(old[start:end], new[new_start:new_end])


def _sentences(text: str) -> list[str]:
    return [text[one.start : one.end].strip() for one in sentences(text)][:_MOST]


def _stretch(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """A stretch that was put in another's place: sentences paired in order where they are alike."""
    waiting = list(old)
    for sentence in new:
        match = next((one for one in waiting if _alike(one, sentence)), None)
        if match is None:
            yield Change(field="body", kind="added", before=None, after=sentence)
            continue
        for one in waiting[: waiting.index(match)]:
            yield Change(field="body", kind="removed", before=one, after=None)
        del waiting[: waiting.index(match) + 1]
        yield Change(field="body", kind="reworded", before=match, after=sentence)
    for one in waiting:
        yield Change(field="body", kind="removed", before=one, after=None)


def _alike(one: str, other: str) -> bool:
    """Whether two sentences share most of their words, in order."""
    matcher = SequenceMatcher(None, one.split()[:200], other.split()[:200], autojunk=False)
    return matcher.real_quick_ratio() >= _REWORDED and matcher.ratio() >= _REWORDED
