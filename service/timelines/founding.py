"""Whether a sentence tells the founding of whom the story is about: where its affair begins.

Knows nothing of ranking. Arabic, French, English and Spanish.
"""

from __future__ import annotations

import re

from service.text.normalise import fold
from service.text.tokens import terms
from service.timelines.happenings import Affair, Happening, Support
from service.timelines.wording import soundness

# Said of what is founded, not of who founds: it stands beside its subject.
_FOUNDED = re.compile(
    r"(?<!\w)(?:[وف]?(?:تاسس(?:ت|وا)?|انشي(?:ت)?|انشا(?:وه|وها)|تشكلت|(?<=الذي )احدث"
    r"|(?<=التي )احدثت|تاسيس(?:ه|ها)?)"
    r"|founded|established|created|formed|set up|launched"
    r"|(?:fonde|cree|constitue|lance)(?:e|es|s)?|(?:fundad|cread|constituid|lanzad)[oa]s?)(?!\w)"
)
# Its subject is named within so many words before the verb, or between verb and date.
_BEFORE, _BETWEEN = 4, 5
# A stem that so large a share of the story's articles have in their first words names its actor.
_ACTOR = 0.8
# A sentence worth an entry.
_SOUND = 0.2


def tells_founding(one: Happening, affair: Affair) -> bool:
    """Whether a sentence for ``one`` says that the story's own actor was founded then.

    "The coalition, founded in September 2014, has 83 members" does in a story of the coalition;
    "the academy, founded in 1963, whose gold medal she won" does not in hers.
    """
    return any(_is_founding(each, affair) for each in one.support)


def _is_founding(support: Support, affair: Affair) -> bool:
    said, dated = support.said, support.dated
    if dated is None or soundness(said.text) <= _SOUND:
        return False
    text, surface = fold(said.text), fold(dated.surface)
    before = text[: max(0, text.find(surface))]
    verbs = list(_FOUNDED.finditer(before))
    if not verbs:
        return False
    verb = verbs[-1]
    between = before[verb.end() :].split()
    if len(between) > _BETWEEN:
        return False
    subject = [*before[: verb.start()].split()[-_BEFORE:], *between]
    return any(affair.weights.get(term, 0.0) >= _ACTOR for term in terms(" ".join(subject)))
