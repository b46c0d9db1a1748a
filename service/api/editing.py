"""What an editor asks, made into a correction: checked, and put in terms of articles.

Knows nothing of HTTP and of who may ask. Ids that were merged away are taken for what they lead
to today.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from service.errors import CorrectionError
from service.records import Correction, CorrectionKind, Level, Rule
from service.store import articles as article_store
from service.store import corrections as ledger
from service.store import overrides
from service.store import stories as story_store
from service.store.engine import Connection
from service.stories.constraints import settle
from service.stories.headline import clean_title

Author = Annotated[str, Meta(max_length=100, description="Who decides: a name.")]
Why = Annotated[str, Meta(max_length=1_000, description="Why; never empty.")]
Id = Annotated[str, Meta(max_length=200)]


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A correction as an editor asks for it."""

    kind: Literal["merge", "split", "move", "rename", "pin", "hide"]
    author: Author
    reason: Why
    level: Annotated[
        Literal["event", "story", "article"],
        Meta(description="What `subject` is; `article` only to hide one."),
    ] = "story"
    subject: Annotated[
        Id | None, Meta(description="The id it is about; for a move, taken from the articles.")
    ] = None
    other: Annotated[Id | None, Meta(description="With whom to merge, or where to move.")] = None
    articles: Annotated[
        list[Id],
        Meta(max_length=10_000, description="What to split off or move; whose headline to pin."),
    ] = []
    titles: Annotated[
        dict[Annotated[str, Meta(pattern=r"^[a-z]{2,3}$")], Annotated[str, Meta(max_length=300)]],
        Meta(description="For a renaming: a headline per language."),
    ] = {}


class UndoAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An undoing as an editor asks for it."""

    author: Author
    reason: Why


def correct(
    connection: Connection, asked: Asked, *, now: datetime
) -> tuple[Correction, tuple[str, ...]]:
    """Write down what is ``asked``; the ids of the earlier corrections it overrules beside it.

    Call it inside a write. Raises CorrectionError if it makes no sense, NotFound if an id is
    unknown.
    """
    author, reason = _named(asked.author, asked.reason)
    draft = Correction(
        id="",
        kind=asked.kind,
        level=asked.level,
        subject="",
        at=now,
        author=author,
        reason=reason,
    )
    made = _COMPOSERS[asked.kind](connection, asked, draft)
    number = ledger.newest(connection)
    made = msgspec.structs.replace(made, id=_id(made, number))
    rules = tuple(msgspec.structs.replace(rule, correction=made.id) for rule in made.rules)
    made = msgspec.structs.replace(made, rules=rules)
    before = [rule for one in ledger.in_force(connection) for rule in one.rules]
    ledger.add(connection, made)
    overrides.refresh(connection)
    overruled = set(settle([*before, *rules]).overruled) - set(settle(before).overruled)
    return made, tuple(sorted(overruled - {made.id})) if rules else ()


def undo(
    connection: Connection, correction_id: str, asked: UndoAsked, *, now: datetime
) -> Correction:
    """Write down that a correction holds no longer. Raises CorrectionError, NotFound."""
    author, reason = _named(asked.author, asked.reason)
    target = ledger.get(connection, correction_id)
    if target.kind == "undo":
        raise CorrectionError(
            "is_undo", f"{correction_id!r} is itself an undo: make the correction again instead"
        )
    if target.undone_by is not None:
        raise CorrectionError(
            "already_undone", f"{correction_id!r} was undone already, by {target.undone_by!r}"
        )
    made = Correction(
        id="",
        kind="undo",
        level=target.level,
        subject=target.subject,
        at=now,
        author=author,
        reason=reason,
        other=target.other,
        # What no build took up needs none to be lifted.
        rules=target.rules if target.run is not None else (),
        undoes=target.id,
    )
    made = msgspec.structs.replace(made, id=_id(made, ledger.newest(connection)))
    ledger.add(connection, made)
    overrides.refresh(connection)
    return made


def _named(author: str, reason: str) -> tuple[str, str]:
    author, reason = " ".join(author.split()), reason.strip()
    if not author:
        raise CorrectionError("no_author", "author: say who decides")
    if not reason:
        raise CorrectionError("no_reason", "reason: say why; it stays in the history")
    return author, reason


def _id(made: Correction, number: int) -> str:
    told = f"{number}\n{made.at.isoformat()}\n{made.kind}\n{made.subject}\n{made.author}"
    return f"c-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _group(connection: Connection, asked: Asked, subject: str | None) -> tuple[Level, str]:
    """The level and today's id of the story or event that is meant."""
    if asked.level == "article":
        raise CorrectionError("level", f"{asked.kind}: the level is `story` or `event`")
    if not subject:
        raise CorrectionError("no_subject", "subject: say which story or event is meant")
    return asked.level, story_store.resolve(connection, subject)


def _merge(connection: Connection, asked: Asked, draft: Correction) -> Correction:
    level, one = _group(connection, asked, asked.subject)
    if not asked.other:
        raise CorrectionError("no_other", f"other: say which {level} to merge with")
    other = story_store.resolve(connection, asked.other)
    if one == other:
        raise CorrectionError("same", f"{asked.subject!r} and {asked.other!r} are the same {level}")
    parts = tuple(tuple(story_store.held(connection, level, each)) for each in (one, other))
    rules = (Rule(level=level, together=parts),)
    held = tuple(article for part in parts for article in part)
    return msgspec.structs.replace(draft, subject=one, other=other, articles=held, rules=rules)


def _split(connection: Connection, asked: Asked, draft: Correction) -> Correction:
    level, one = _group(connection, asked, asked.subject)
    held = story_store.held(connection, level, one)
    chosen = _chosen(asked)
    foreign = [each for each in chosen if each not in set(held)]
    if foreign:
        raise CorrectionError("not_in_it", f"the article {foreign[0]!r} is not in {one!r}")
    rest = tuple(each for each in held if each not in set(chosen))
    if not rest:
        raise CorrectionError("nothing_left", f"that is all of {one!r}: leave an article in it")
    rules = (Rule(level=level, together=(chosen,), apart=rest),)
    return msgspec.structs.replace(draft, subject=one, articles=chosen, rules=rules)


def _move(connection: Connection, asked: Asked, draft: Correction) -> Correction:
    chosen = _chosen(asked)
    level, target = _group(connection, asked, asked.other)
    stand = {one: story_store.member(connection, one) for one in chosen}
    for one, place in stand.items():
        if place is None:
            article_store.get(connection, one, hidden=True)
            raise CorrectionError("not_built", f"the article {one!r} awaits its first build")
    sources = {getattr(place, level) for place in stand.values()}
    if len(sources) > 1:
        raise CorrectionError("many_sources", f"these articles are not of one {level}: move each")
    source = str(sources.pop())
    if source == target:
        raise CorrectionError("same", f"these articles are in {target!r} already")
    rules = [_moving(connection, level, chosen, source, target)]
    if level == "event":
        from_story = next(iter(stand.values()))
        to_story = story_store.get_event(connection, target, hidden=True).story
        if from_story is not None and from_story.story != to_story:
            rules.append(_moving(connection, "story", chosen, from_story.story, to_story))
    return msgspec.structs.replace(
        draft, subject=source, other=target, articles=chosen, rules=tuple(rules)
    )


def _moving(
    connection: Connection, level: Level, chosen: Sequence[str], source: str, target: str
) -> Rule:
    joined = tuple(story_store.held(connection, level, target))
    left = tuple(
        one for one in story_store.held(connection, level, source) if one not in set(chosen)
    )
    return Rule(level=level, together=(tuple(chosen), joined), apart=left)


def _rename(connection: Connection, asked: Asked, draft: Correction) -> Correction:
    level, one = _group(connection, asked, asked.subject)
    held = story_store.held(connection, level, one)
    titles = {
        code: " ".join(title.split()) for code, title in asked.titles.items() if title.strip()
    }
    if not titles:
        raise CorrectionError("no_titles", "titles: write a headline in at least one language")
    return msgspec.structs.replace(draft, subject=one, titles=titles, articles=tuple(held))


def _pin(connection: Connection, asked: Asked, draft: Correction) -> Correction:
    """Without an article the story is shown first; with one, its title is the headline."""
    level, one = _group(connection, asked, asked.subject)
    held = story_store.held(connection, level, one)
    if not asked.articles:
        if level != "story":
            raise CorrectionError("level", "pin: only a story can be shown first")
        if any(each.kind == "pin" and not each.titles for each in _about(connection, one)):
            raise CorrectionError("already_pinned", f"{one!r} is pinned already")
        return msgspec.structs.replace(draft, subject=one)
    (chosen, *more) = _chosen(asked)
    if more:
        raise CorrectionError("one_article", "articles: one article gives the headline")
    if chosen not in held:
        raise CorrectionError("not_in_it", f"the article {chosen!r} is not in {one!r}")
    article = article_store.get(connection, chosen)
    titles = {article.language: clean_title(article.title)}
    return msgspec.structs.replace(draft, subject=one, titles=titles, articles=(chosen,))


def _hide(connection: Connection, asked: Asked, draft: Correction) -> Correction:
    if asked.level == "event":
        raise CorrectionError("level", "hide: a story or an article, not an event")
    if asked.level == "story":
        _, one = _group(connection, asked, asked.subject)
        held = story_store.held(connection, "story", one)
        made = msgspec.structs.replace(draft, subject=one, articles=tuple(held))
    else:
        article = article_store.get(connection, asked.subject or "", hidden=True)
        place = story_store.member(connection, article.id)
        made = msgspec.structs.replace(
            draft, subject=article.id, articles=(article.id,), other=place.story if place else None
        )
    if any(each.kind == "hide" for each in _about(connection, made.subject)):
        raise CorrectionError("already_hidden", f"{made.subject!r} is hidden already")
    return made


def _chosen(asked: Asked) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(asked.articles))
    if not chosen:
        raise CorrectionError("no_articles", "articles: say which articles are meant")
    return chosen


def _about(connection: Connection, subject: str) -> list[Correction]:
    """The corrections in force on what ``subject`` is today."""
    return [
        one
        for one in ledger.in_force(connection)
        if one.subject == subject or story_store.resolve(connection, one.subject) == subject
    ]


_COMPOSERS: Mapping[CorrectionKind, Callable[[Connection, Asked, Correction], Correction]] = {
    "merge": _merge,
    "split": _split,
    "move": _move,
    "rename": _rename,
    "pin": _pin,
    "hide": _hide,
}
