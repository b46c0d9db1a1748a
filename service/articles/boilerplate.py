"""What the lines of a page are that are not its article: a lexicon, and what recurs.

Knows nothing of where an article begins or ends; it names one line at a time. The lexicon
holds phrases that the region's and Europe's sites share; what is peculiar to an outlet is
learned from its pages (``recurring``).
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from service.articles.lexicon import PROMPT, RELATED, SECTIONS, SHAPES, SOURCE, TAIL, Role
from service.text.normalise import fold

_SHAPE_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in SHAPES)
_MARKS = re.compile(r"[^\w\s]|_")
_SPACES = re.compile(r"\s+")
# Longer than any head of a block or prompt of the lexicon; a line beyond is not looked up.
LONGEST = 220
# A line that opens with a prompt of so many letters is that prompt, whatever follows.
_SENTENCE = 14


def form(line: str) -> str:
    """The form in which lines are compared: folded, letters and digits only, single spaces."""
    return _SPACES.sub(" ", _MARKS.sub(" ", fold(line))).strip()


def _phrases(text: str) -> frozenset[str]:
    return frozenset(
        form(phrase) for line in text.strip().splitlines() for phrase in line.split("|")
    ) - {""}


class _Lexicon(msgspec.Struct, frozen=True):
    exact: dict[str, Role]
    starts: dict[str, tuple[tuple[str, Role], ...]]
    sections: frozenset[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    groups: tuple[tuple[Role, str], ...] = (
        ("prompt", PROMPT),
        ("tail", TAIL),
        ("related", RELATED),
        ("source", SOURCE),
    )
    exact: dict[str, Role] = {p: role for role, text in groups for p in sorted(_phrases(text))}
    starts: dict[str, list[tuple[str, Role]]] = {}
    for phrase, role in sorted(exact.items()):
        if len(phrase) >= _SENTENCE and " " in phrase:
            starts.setdefault(phrase.split(" ", 1)[0], []).append((phrase, role))
    sections = _phrases(SECTIONS)
    return _Lexicon(exact, {word: tuple(found) for word, found in starts.items()}, sections)


@lru_cache(maxsize=4_096)
def role(line_form: str) -> Role:
    """What a line of that ``form`` is: the head of a block, a prompt to the visitor, or none.

    Counts, arrows and marks around the words do not matter: ``التعليقات (12)`` is ``التعليقات``.
    """
    if not line_form or len(line_form) > LONGEST:
        return "none"
    lexicon = _lexicon()
    bare = " ".join(word for word in line_form.split(" ") if not word.isdigit())
    found = lexicon.exact.get(line_form) or lexicon.exact.get(bare)
    if found:
        return found
    for phrase, one in lexicon.starts.get(bare.split(" ", 1)[0], ()):
        if bare.startswith(phrase + " ") and one != "related":
            return one
    if _all_prompts(bare, lexicon):
        return "prompt"
    return next((one for one, shape in _SHAPE_PATTERNS if shape.fullmatch(line_form)), "none")


def _all_prompts(line_form: str, lexicon: _Lexicon) -> bool:
    """Whether a line is a row of buttons: ``فيسبوك تويتر واتساب طباعة``."""
    left = line_form.split(" ")
    if len(left) < 2:
        return False
    while left:
        for size in (3, 2, 1):
            if lexicon.exact.get(" ".join(left[:size])) == "prompt":
                left = left[size:]
                break
        else:
            return False
    return True


def is_section(line_form: str) -> bool:
    """Whether a line of that form is the name of a rubric and nothing else."""
    return line_form in _lexicon().sections


_INLINE = re.compile(r"^[^:：\n]{4,40}?\s*[:：]\s*(?P<rest>\S.*)$", re.DOTALL)


def related_headline(line: str) -> str | None:
    """The headline in ``اقرأ أيضا: ...``, where the line is a pointer to another article."""
    match = _INLINE.match(line[: LONGEST * 2])
    if match is None:
        return None
    head = form(line[: match.start("rest")])
    return match["rest"].strip() if role(head) == "related" else None
