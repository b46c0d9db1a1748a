from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import polars as pl
import pytest
from click.testing import CliRunner

from jobs import reading
from jobs.reading import print_of, read_names
from jobs.train_gazetteer import Uses, command, learn
from service.records import Article, Published
from service.store import articles as article_store
from service.store.engine import open_store
from service.stories.entities import Said, names_in

AT = datetime(2019, 3, 4, 8, tzinfo=UTC)


def article(key: str, body: str) -> Article:
    return Article(
        id=key,
        outlet="hespress",
        language="ar",
        title="خبر",
        body=body,
        content_hash=body,
        published=Published(at=AT, precision="minute", source="row"),
    )


def test_each_text_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(str(tmp_path / "store.db"), create=True)
    one, two = article("a", "مقتل 3 أشخاص في فاس."), article("b", "وصل الوفد إلى طنجة.")
    with store.write() as connection:
        article_store.write(connection, [one, two], [], AT)
    first = read_names(store, [one, two])
    assert [each.id for each in first["a"]] == ["place:fes"]
    again = article("b", "وصل الوفد إلى تطوان.")
    read: list[str] = []

    def noted(each: Article) -> list[Said]:
        read.append(each.id)
        return names_in(each)

    monkeypatch.setattr(reading, "names_in", noted)
    second = read_names(store, [one, again])
    assert read == ["b"]
    assert second["a"] == first["a"]
    assert [each.id for each in second["b"]] == ["place:tetouan"]
    store.close()


def test_what_is_read_depends_on_the_text_and_its_year() -> None:
    one = article("a", "نص")
    assert print_of(one) == print_of(msgspec.structs.replace(one, id="z", outlet="kech24"))
    assert print_of(one) != print_of(article("a", "نص آخر"))
    later = Published(at=AT.replace(year=2020), precision="minute", source="row")
    assert print_of(one) != print_of(msgspec.structs.replace(one, published=later))


def test_a_word_is_part_of_names_if_it_stands_behind_given_names() -> None:
    uses = Uses()
    for _ in range(5):
        uses.read("التقى محمد الزيتوني عمر الكتاني في السوق الكبير ومحمد وخالد هناك")
    uses.read("السوق الكبير والسوق الصغير وخالد خالد خالد خالد خالد خالد خالد")
    found = learn(uses, ["رضوانوف"])
    assert {"الزيتوني", "الكتاني", "رضوانوف"} <= set(found)
    assert not {"السوق", "في", "وخالد"} & set(found)


def test_the_command_writes_the_words_and_reads_only_public_names(tmp_path: Path) -> None:
    pl.DataFrame({"ar": ["سمبليفيتش", "ممنوعوف"], "licence": ["CC0", "ODbL 1.0"]}).write_parquet(
        tmp_path / "names.parquet"
    )
    pl.DataFrame({"text": ["جاء محمد الزيتوني"] * 4}).write_parquet(tmp_path / "news.parquet")
    places = ["--names", str(tmp_path / "names.parquet"), "--articles",
              str(tmp_path / "news.parquet"), "--output", str(tmp_path / "words.txt")]  # fmt: skip
    done = CliRunner().invoke(command, [*places, "--json"])
    assert done.exit_code == 0, done.output
    words = (tmp_path / "words.txt").read_text(encoding="utf-8").split()
    assert words == sorted(["الزيتوني", "سمبليفيتش"])


def test_a_table_without_names_is_refused(tmp_path: Path) -> None:
    pl.DataFrame({"en": ["x"]}).write_parquet(tmp_path / "names.parquet")
    pl.DataFrame({"text": ["x"]}).write_parquet(tmp_path / "news.parquet")
    done = CliRunner().invoke(
        command,
        ["--names", str(tmp_path / "names.parquet"), "--articles", str(tmp_path / "news.parquet"),
         "--output", str(tmp_path / "words.txt")],
    )  # fmt: skip
    assert done.exit_code == 2
    assert not (tmp_path / "words.txt").exists()
