"""How well a timeline's dates and words are those an editor chose.

Knows nothing of how a timeline is made, nor of articles: dates and texts come in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

from service.errors import SourceError
from service.evaluation.gold import read_rows
from service.text.dates import bounds
from service.text.tokens import terms

MUST = 3
# Texts that share this much of their stems (Jaccard) tell the reader the same thing.
REPEATED = 0.6

Span = tuple[date, date]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """An entry an editor wants: its date (day, month or year), importance 1 to 3, summary."""

    date: str
    importance: int
    summary: str = ""

    @property
    def span(self) -> Span:
        """Its first and last day."""
        found = bounds(self.date)
        if found is None:
            raise SourceError(f"{self.date!r} is no date; write 2018, 2018-03 or 2018-03-12")
        return found


class Rates(msgspec.Struct, frozen=True, kw_only=True):
    """Shares in [0, 1]: of the entries told, of those wanted, and their harmonic mean."""

    precision: float
    recall: float
    f1: float


class Weighted(msgspec.Struct, frozen=True, kw_only=True):
    """The same rates where each wanted entry counts by its importance."""

    exact: Rates
    within_a_day: Rates


class DateScore(msgspec.Struct, frozen=True, kw_only=True):
    """Dates against an editor's: one entry told answers one entry wanted at most.

    ``must_have_recall`` is over those of importance 3, exact, ``must_have_recall_within_a_day``
    with a day's leeway.
    """

    exact: Rates
    within_a_day: Rates
    must_have_recall: float
    must_have_recall_within_a_day: float
    weighted: Weighted


class TextScore(msgspec.Struct, frozen=True, kw_only=True):
    """Words: share of texts that repeat another, and ROUGE-1 F1 (stems, stopwords out) of all
    texts against all summaries.
    """

    repetition: float
    rouge1: float


def read_timelines(path: Path) -> dict[str, list[Wanted]]:
    """Wanted entries by story: columns saga, date, importance, summary_ar. Raises SourceError."""
    found: dict[str, list[Wanted]] = {}
    for row in read_rows(path, ("saga", "date", "importance")):
        if not row["importance"].isdigit() or bounds(row["date"]) is None:
            raise SourceError(
                f"{path}: saga {row['saga']!r} has date {row['date']!r} and importance "
                f"{row['importance']!r}; it needs an ISO date and 1, 2 or 3"
            )
        one = Wanted(
            date=row["date"],
            importance=int(row["importance"]),
            summary=row.get("summary_ar") or row.get("summary") or "",
        )
        found.setdefault(row["saga"], []).append(one)
    return found


def score_dates(told: Sequence[Span], wanted: Sequence[Wanted]) -> DateScore:
    """The dates ``told`` against those ``wanted``. No order is needed in either."""
    exact = answered(told, wanted, leeway=0)
    near = answered(told, wanted, leeway=1)
    return DateScore(
        exact=_rates(len(exact), len(told), len(wanted)),
        within_a_day=_rates(len(near), len(told), len(wanted)),
        must_have_recall=_must(exact, wanted),
        must_have_recall_within_a_day=_must(near, wanted),
        weighted=Weighted(
            exact=_weighted(exact, len(told), wanted),
            within_a_day=_weighted(near, len(told), wanted),
        ),
    )


def answered(told: Sequence[Span], wanted: Sequence[Wanted], *, leeway: int) -> list[int]:
    """The positions in ``wanted`` that an entry of ``told`` answers, one to one.

    A day is answered by that day (or one ``leeway`` days off), a month or year by anything
    inside it. As many as possible are answered, and among equals the more important (augmenting
    paths by falling importance: Kuhn 1955 over a transversal matroid).
    """
    spans = [one.span for one in wanted]
    fits = [[row for row, one in enumerate(told) if _answers(one, span, leeway)] for span in spans]
    holder: dict[int, int] = {}
    order = sorted(range(len(wanted)), key=lambda one: (-wanted[one].importance, one))
    for position in order:
        _augment(position, fits, holder, set())
    return sorted(holder.values())


def _augment(
    position: int, fits: Sequence[Sequence[int]], holder: dict[int, int], seen: set[int]
) -> bool:
    for row in fits[position]:
        if row in seen:
            continue
        seen.add(row)
        if row not in holder or _augment(holder[row], fits, holder, seen):
            holder[row] = position
            return True
    return False


def _answers(told: Span, wanted: Span, leeway: int) -> bool:
    slack = timedelta(days=leeway)
    if wanted[0] == wanted[1] and told[0] != told[1]:
        return False
    return wanted[0] - slack <= told[0] and told[1] <= wanted[1] + slack


def _rates(hits: float, told: float, wanted: float) -> Rates:
    precision = hits / told if told else 0.0
    recall = hits / wanted if wanted else 0.0
    total = precision + recall
    return Rates(
        precision=precision, recall=recall, f1=2 * precision * recall / total if total else 0.0
    )


def _must(hits: Iterable[int], wanted: Sequence[Wanted]) -> float:
    musts = {row for row, one in enumerate(wanted) if one.importance >= MUST}
    return len(musts.intersection(hits)) / len(musts) if musts else 1.0


def _weighted(hits: Sequence[int], told: int, wanted: Sequence[Wanted]) -> Rates:
    """Recall by importance; precision as it is, for an entry told has no importance of its own."""
    weight = sum(one.importance for one in wanted)
    recall = sum(wanted[row].importance for row in hits) / weight if weight else 0.0
    precision = len(hits) / told if told else 0.0
    total = precision + recall
    return Rates(
        precision=precision, recall=recall, f1=2 * precision * recall / total if total else 0.0
    )


def score_texts(texts: Sequence[str], wanted: Sequence[Wanted]) -> TextScore:
    """The entries' ``texts`` against the summaries of those ``wanted``."""
    stems = [set(terms(one)) for one in texts]
    repeats = sum(
        any(_likeness(one, other) >= REPEATED for other in stems[:row])
        for row, one in enumerate(stems)
    )
    return TextScore(
        repetition=repeats / len(texts) if texts else 0.0,
        rouge1=_rouge(texts, [one.summary for one in wanted]),
    )


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _rouge(texts: Iterable[str], summaries: Iterable[str]) -> float:
    told = Counter(term for one in texts for term in terms(one))
    wanted = Counter(term for one in summaries for term in terms(one))
    shared = sum((told & wanted).values())
    return _rates(shared, sum(told.values()), sum(wanted.values())).f1


def mean_dates(scores: Sequence[DateScore]) -> DateScore:
    """The mean over stories, each counting alike. Raises SourceError if there are none."""
    if not scores:
        raise SourceError("no story to score: the gold names none whose members are given")
    return DateScore(
        exact=_mean_rates([one.exact for one in scores]),
        within_a_day=_mean_rates([one.within_a_day for one in scores]),
        must_have_recall=_mean(one.must_have_recall for one in scores),
        must_have_recall_within_a_day=_mean(one.must_have_recall_within_a_day for one in scores),
        weighted=Weighted(
            exact=_mean_rates([one.weighted.exact for one in scores]),
            within_a_day=_mean_rates([one.weighted.within_a_day for one in scores]),
        ),
    )


def mean_texts(scores: Sequence[TextScore]) -> TextScore:
    """The mean over stories, each counting alike."""
    return TextScore(
        repetition=_mean(one.repetition for one in scores),
        rouge1=_mean(one.rouge1 for one in scores),
    )


def _mean_rates(rates: Sequence[Rates]) -> Rates:
    return Rates(
        precision=_mean(one.precision for one in rates),
        recall=_mean(one.recall for one in rates),
        f1=_mean(one.f1 for one in rates),
    )


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
