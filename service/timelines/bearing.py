"""Which sentences of a day tell what its entry shows, beside those of the day's other matters.

Knows nothing of ranking, nor of how an entry's own sentence is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from service.timelines.happenings import Happening, Source, Support, tells
from service.timelines.meanings import Meanings
from service.timelines.mentions import Said
from service.timelines.summary import Wording
from service.timelines.wording import soundness

# Two sentences tell one happening if they, or each of them and a third, are this near in meaning:
# those of articles that report the day must be nearer than those that look back or ahead to it by
# name, for a day's reports are of all its matters. Of 245 cited sentences of 60 entries of 2018,
# 173 told what the entry showed. Chosen on 30 entries, where 0.94 of what is kept does and 0.78 of
# what does is kept; 0.93 and 0.83 in the other 30 (0.77 and 1.00 if all are kept).
_OWN, _NAMED = 0.475, 0.3
# Sentences through which others are near: the best of so many articles.
_BETWEEN = 11
# Where nothing tells what they mean, they share so many stems: 0.92 and 0.80 in those 30 entries.
_STEMS, _FEW = 3, 2


def best_first(one: Happening) -> list[Support]:
    """Supports that name the date before those that imply it, sound ones first."""
    return sorted(
        (each for each in one.support if tells(each)),
        key=lambda each: (
            each.dated is None,
            not each.own,
            -soundness(each.said.text),
            each.source.article.id,
            each.said.start,
        ),
    )


def first_of_each(supports: Sequence[Support]) -> list[Support]:
    """The first support of each article, titles after all else."""
    taken: dict[str, Support] = {}
    for each in sorted(supports, key=lambda each: each.said.field == "title"):
        taken.setdefault(each.source.article.id, each)
    return list(taken.values())


def borne_out(wording: Wording, meanings: Meanings) -> Happening:
    """The happening of ``wording`` as far as it is what its sentences tell.

    Sentences of other matters of the day are left out, and articles that have no other.
    """
    one = wording.happening
    shown = [each.said for each in wording.chosen.values()]
    likeness = _links(shown, one, meanings)
    kept = tuple(
        each
        for each in one.support
        if each.said in shown
        or (tells(each) and likeness[each.said.text] >= (_OWN if each.own else _NAMED))
    )
    articles = {each.source.article.id for each in (*kept, *wording.chosen.values())}

    def of_these(sources: Sequence[Source]) -> tuple[Source, ...]:
        return tuple(each for each in sources if each.article.id in articles)

    return msgspec.structs.replace(
        one,
        own=of_these(one.own),
        later=of_these(one.later),
        earlier=of_these(one.earlier),
        support=kept,
    )


def _links(shown: Sequence[Said], one: Happening, meanings: Meanings) -> Mapping[str, float]:
    """By text, how near each sentence of ``one`` is to one of ``shown``, by itself or a third."""
    said = {each.said.text: each.said for each in one.support}
    texts, between = list(said), [each.said.text for each in first_of_each(best_first(one))]
    steps = meanings.cosines([each.text for each in shown], [*texts, *between[:_BETWEEN]])
    if steps is None:
        return {
            text: float(any(_share_stems(each, other) for other in shown))
            for text, each in said.items()
        }
    nearest = steps.max(axis=0)
    further = meanings.cosines(between[:_BETWEEN], texts)
    linked = nearest[: len(texts)]
    if further is not None and len(further):
        linked = linked.clip(min=further.clip(max=nearest[len(texts) :, None]).max(axis=0))
    return dict(zip(texts, linked.tolist(), strict=True))


def _share_stems(one: Said, other: Said) -> bool:
    """Whether two sentences have some stems in common, or all of a short one's."""
    least = max(_FEW, min(_STEMS, len(set(one.terms)), len(set(other.terms))))
    return len(set(one.terms) & set(other.terms)) >= least
