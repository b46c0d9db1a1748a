"""A text's words with their places in it, beside the folded form in which they are compared.

Knows nothing of what a word means. Where a sentence matters, ``parted`` says whether more than
a space stands between two words.
"""

from __future__ import annotations

import re

from service.text.normalise import fold

# Letters, digits and the marks that sit on letters; a number keeps its inner separators.
_WORD = re.compile(r"\d+(?:[.,٫٬]\d+)*|(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670\u0640])+")
# A hashtag joins its words with a low line.
_SPACE = re.compile(r"[ _\u00a0\u202f\u2009]*")


class Spans:
    """The words of ``text`` in order: ``surface`` as written, ``folded`` alike in length,
    ``start`` as character offsets.
    """

    __slots__ = ("folded", "start", "surface", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        found = [(match.start(), match[0]) for match in _WORD.finditer(text)]
        self.start = [start for start, _ in found]
        self.surface = [word for _, word in found]
        # One translation for the whole text costs a tenth of one for each word.
        self.folded = fold("\n".join(self.surface)).split("\n") if found else []

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.surface)

    def end(self, at: int) -> int:
        """Where word ``at`` ends, exclusive."""
        return self.start[at] + len(self.surface[at])

    def parted(self, at: int) -> bool:
        """Whether more than spaces stand before word ``at``; True of the first."""
        if at == 0:
            return True
        return _SPACE.fullmatch(self.text, self.end(at - 1), self.start[at]) is None

    def between(self, at: int) -> str:
        """What stands between word ``at`` and the one before."""
        return self.text[self.end(at - 1) : self.start[at]] if at else ""
