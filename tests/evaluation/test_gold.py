from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import SourceError
from service.evaluation.gold import digest, read_labels


def write(folder: Path, *lines: str) -> Path:
    path = folder / "week.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_labels_name_articles_by_id(tmp_path: Path) -> None:
    path = write(tmp_path, "id\tevent\tstoryline", "a-1\tflood\tstorms")
    assert [(one.id, one.event, one.story) for one in read_labels(path)] == [
        ("a-1", "flood", "storms")
    ]


def test_or_by_a_digest_of_it(tmp_path: Path) -> None:
    path = write(tmp_path, "article\tevent\tstoryline", f"{digest('a-1')}\tflood\tstorms")
    assert [one.id for one in read_labels(path, lambda: ["a-0", "a-1"])] == ["a-1"]
    with pytest.raises(SourceError, match=r"week\.tsv: 1 of 1 articles are not among those given"):
        read_labels(path, lambda: ["a-0"])


def test_ids_are_asked_for_only_where_digests_are(tmp_path: Path) -> None:
    path = write(tmp_path, "id\tarticle\tevent\tstoryline", "a-1\tx\tflood\tstorms")

    def ids() -> list[str]:
        raise AssertionError("asked for")

    assert [one.id for one in read_labels(path, ids)] == ["a-1"]
    empty = write(tmp_path, "article\tevent\tstoryline", "\tflood\tstorms")
    with pytest.raises(SourceError, match=r"line 2: 'article' is empty"):
        read_labels(empty, ids)


def test_without_either_the_column_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "key\tevent\tstoryline", "a-1\tflood\tstorms")
    with pytest.raises(SourceError, match="no column 'id'"):
        read_labels(path, lambda: ["a-1"])
