"""What an encoder's figures say it cannot do, in words, by rule.

Knows nothing of files; the same figures give the same sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from jobs.evaluations.scorecard import Scorecard
from service.evaluation.retrieval import Retrieval

# Under a hundredth of MRR apart, two figures over some hundreds of queries are level.
LEVEL = 0.01
NATURE = """\
A bag of words: order, negation and who did what to whom are not seen. Two reports of one happening
with few words in common lie apart; two days of one affair lie near. Words are cut by rule, so
unlike words that share a stem meet. What the texts did not know is told apart by the letters of
its names only."""
NAMES = {
    "ar": "Arabic",
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "ary": "Darija",
    "arz": "Egyptian Arabic",
}
_PAIR = re.compile(r" ([a-z]{2,3})-([a-z]{2,3})$")
Beside = tuple[str, Retrieval, Retrieval]


def limits(scorecard: Scorecard, sets: Iterable[str]) -> list[str]:
    """The paragraphs: beside TF-IDF, across languages, and what holds of any bag of words."""
    found = [_beside_words(tasks_beside(scorecard))]
    found += _languages(scorecard.retrieval.translations, sets)
    return [one for one in [*found, NATURE] if one]


def tasks_beside(scorecard: Scorecard) -> list[Beside]:
    """Every task that TF-IDF was measured on too: its name, the encoder's figure and TF-IDF's."""
    ours, theirs = scorecard.retrieval, scorecard.baseline
    found = [
        (f"same event, week of {name}", ours.events[name], one)
        for name, one in theirs.events.items()
    ]
    if len(found) > 1:
        found.append(
            (
                "mean of the weeks",
                _mean([one for _, one, _ in found]),
                _mean([one for _, _, one in found]),
            )
        )
    if ours.title_to_body is not None and theirs.title_to_body is not None:
        found.append(("title to body, news of 2022", ours.title_to_body, theirs.title_to_body))
    return found


def _mean(figures: Sequence[Retrieval]) -> Retrieval:
    return Retrieval(
        queries=sum(one.queries for one in figures),
        candidates=sum(one.candidates for one in figures),
        recall_at_1=sum(one.recall_at_1 for one in figures) / len(figures),
        mrr=sum(one.mrr for one in figures) / len(figures),
    )


def _beside_words(tasks: Sequence[Beside]) -> str:
    """Where the encoder is above TF-IDF, level with it and below it, by MRR."""
    verdicts: dict[str, list[str]] = {"above": [], "level with": [], "below": []}
    for name, ours, theirs in tasks:
        ahead = ours.mrr - theirs.mrr
        verdict = "level with" if abs(ahead) < LEVEL else "above" if ahead > 0 else "below"
        verdicts[verdict].append(f"{name} ({ahead:+.3f})")
    told = [f"{verdict} TF-IDF in: {', '.join(one)}" for verdict, one in verdicts.items() if one]
    return f"By MRR it is {'; '.join(told)}." if told else ""


def _languages(translations: Mapping[str, Retrieval], sets: Iterable[str]) -> list[str]:
    """How well each two languages meet, and which were learnt but never measured."""
    by_pair: dict[str, list[Retrieval]] = {}
    for name, one in translations.items():
        pair = name.rsplit(" ", 1)[-1]
        by_pair.setdefault(pair, []).append(one)
    learnt = {code for name in sets for pair in _PAIR.findall(name) for code in pair}
    measured = {code for pair in by_pair for code in pair.split("-")}
    found = []
    if by_pair:
        told = "; ".join(_pair_words(pair, by_pair[pair]) for pair in sorted(by_pair))
        most = max(one.candidates for figures in by_pair.values() for one in figures)
        found.append(
            f"Translations found first: {told}. They are sought among at most {most:,} candidates "
            "of one set, so across languages the figures say less than they seem to about a "
            "whole store."
        )
    if unmeasured := sorted(learnt - measured):
        found.append(f"Learnt, but not measured here: {', '.join(map(_name, unmeasured))}.")
    return found


def _pair_words(pair: str, figures: Sequence[Retrieval]) -> str:
    shares = [one.recall_at_1 for one in figures]
    low, high = f"{min(shares):.2f}", f"{max(shares):.2f}"
    names = " and ".join(map(_name, pair.split("-")))
    return f"{names} {low}" if low == high else f"{names} {low} to {high}"


def _name(code: str) -> str:
    return NAMES.get(code, code)
