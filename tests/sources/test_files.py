from __future__ import annotations

import io
import json
from pathlib import Path

import polars as pl
import pytest

from service.errors import SourceError
from service.records import Page
from service.sources.files import Item, Unreadable, passed_over, read_pages

ROW = {
    "id": "7",
    "source": "paper",
    "title": "عنوان",
    "text": "نص الخبر",
    "published": "2018-07-14",
}


def pages(items: list[Item]) -> list[Page]:
    return [item for item in items if isinstance(item, Page)]


def bad(items: list[Item]) -> list[Unreadable]:
    return [item for item in items if isinstance(item, Unreadable)]


def write(place: Path, content: bytes | str) -> str:
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(place)


def test_one_bad_line_stops_nothing_and_names_row_and_field(tmp_path: Path) -> None:
    lines = [
        json.dumps(ROW),
        "{broken",
        json.dumps(ROW | {"text": ["a"]}),
        "[1]",
        json.dumps({"id": 1}),
    ]
    items = list(read_pages(write(tmp_path / "news.jsonl", "\n".join([*lines, json.dumps(ROW)]))))
    assert [page.origin for page in pages(items)] == ["news.jsonl#1", "news.jsonl#6"]
    assert [(one.origin, one.reason) for one in bad(items)] == [
        ("news.jsonl#2", "bad-json"),
        ("news.jsonl#3", "bad-field"),
        ("news.jsonl#4", "bad-json"),
        ("news.jsonl#5", "no-text-field"),
    ]
    assert bad(items)[1].field == "text"
    assert "news.jsonl#3" in bad(items)[1].detail


@pytest.mark.parametrize("names", [
    ("body", "outlet", "lang", "date"), ("content", "publisher", "language", "published_at"),
    ("Text", "Source", "Language", "PubDate"),
])  # fmt: skip
def test_columns_are_known_by_their_other_names(tmp_path: Path, names: tuple[str, ...]) -> None:
    values = ("نص", "paper", "ar", "2018-07-14")
    path = write(tmp_path / "a.jsonl", json.dumps(dict(zip(names, values, strict=True))))
    (page,) = pages(list(read_pages(path)))
    assert (page.body, page.outlet, page.language, page.published) == values
    assert page.kind == "row"


def test_csv_of_semicolons_in_windows_1256(tmp_path: Path) -> None:
    content = 'title;text;date\nعنوان;"نص؛ وفيه; علامة";2018-07-14\nناقص\n'
    items = list(read_pages(write(tmp_path / "a.csv", content.encode("cp1256"))))
    (page,) = pages(items)
    assert (page.title, page.body) == ("عنوان", "نص؛ وفيه; علامة")
    assert bad(items)[0].origin == "a.csv#2"


def test_parquet_streams_and_reads_instants(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    frame = pl.DataFrame([ROW] * 1_500).with_columns(
        pl.lit("2018-07-14 10:00").str.to_datetime(time_zone="UTC").alias("published")
    )
    frame.write_parquet(path, row_group_size=400)
    items = list(read_pages(str(path)))
    assert [item.origin for item in items] == [f"a.parquet#{n}" for n in range(1, 1_501)]
    assert pages(items)[0].published == "2018-07-14T10:00:00+00:00"


def test_a_folder_is_read_in_order_and_a_broken_file_is_one_item(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / ".git").mkdir(parents=True)
    write(folder / ".git" / "x.txt", "hidden")
    write(folder / "b.html", "<html><body>نص</body></html>")
    write(folder / "a.txt", "نص")
    write(folder / "c.parquet", "no parquet")
    write(folder / "d.png", b"\x89PNG")
    items = list(read_pages(str(folder)))
    assert [item.origin for item in items] == ["in/a.txt", "in/b.html", "in/c.parquet"]
    assert [page.kind for page in pages(items)] == ["text", "html"]
    assert bad(items)[0].reason == "unreadable-file"


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (json.dumps(ROW) + "\n" + json.dumps(ROW), ["row", "row"]),
        ("[" + json.dumps(ROW) + "]", ["row"]),
        ("title,text\nعنوان,نص\n", ["row"]),
        ("<!DOCTYPE html><html><p>نص</p></html>", ["html"]),
        ("عنوان\n\nنص الخبر", ["text"]),
        (
            "<rss version='2.0'><channel><item><title>عنوان</title></item></channel></rss>",
            ["entry"],
        ),
    ],
)
def test_standard_input_is_sniffed(content: str, kinds: list[str]) -> None:
    items = list(read_pages("-", stdin=io.BytesIO(content.encode())))
    assert [page.kind for page in pages(items)] == kinds


def test_parquet_comes_down_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame([ROW]).write_parquet(path)
    (page,) = read_pages("-", stdin=io.BytesIO(path.read_bytes()))
    assert isinstance(page, Page)
    assert page.key == "7"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "empty"),
        ("a.jsonl", b"\x1f\x8b\x08", "gzip"),
        ("a.csv", b"one,two\n1,2\n", "no column"),
        ("a.parquet", b"PAR1 but no more", "Parquet"),
        ("a.json", b"{broken", "no JSON"),
        ("a.xml", b"<rss><channel/></rss>x" * 3 + b"<!ENTITY a 'b'>", "entities"),
        ("a.txt", b"a\0b" * 50, "binary"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = write(tmp_path / name, content)
    with pytest.raises(SourceError, match=said):
        list(read_pages(path))


def test_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_pages(str(tmp_path / "none.txt"))
    with pytest.raises(SourceError, match="no page"):
        read_pages(str(tmp_path))


HEADS = {
    "ar": ("العنوان", "النصّ", "تاريخ النشر", "المصدر"),
    "ar bare": ("عنوان", "نص", "التاريخ", "الجريدة"),
    "fr": ("Titre", "Texte", "Date de publication", "Journal"),
    "es": ("TÍTULO", "Texto", "Fecha", "Medio"),
    "en spaced": ("Title", "Full text", "Publication date", "Source"),
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "؛"])
def test_a_table_may_be_headed_in_any_language_and_parted_by_any_mark(
    tmp_path: Path, head: tuple[str, ...], mark: str
) -> None:
    row = ("عنوان الخبر", "نص الخبر، وفيه فاصلة", "2018-07-14", "كش24")
    text = "\n".join(mark.join(cells) for cells in (head, row, row))
    found = pages(list(read_pages(write(tmp_path / "t.csv", text))))
    assert [(one.title, one.body, one.published, one.outlet) for one in found] == [row, row]
    (piped, _) = pages(list(read_pages("-", stdin=io.BytesIO(text.encode()))))
    assert (piped.title, piped.body) == row[:2]


def test_a_json_line_may_have_arabic_names(tmp_path: Path) -> None:
    line = json.dumps({"العنوان": "عنوان", "النص": "نص الخبر"}, ensure_ascii=False)
    (found,) = pages(list(read_pages(write(tmp_path / "t.jsonl", line))))
    assert (found.title, found.body) == ("عنوان", "نص الخبر")


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1256"])
def test_a_table_in_another_encoding(tmp_path: Path, charset: str) -> None:
    text = "title,text\nعنوان,نص الخبر\n"
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    data = marks.get(charset, b"") + text.encode(charset)
    (found,) = pages(list(read_pages(write(tmp_path / "t.csv", data))))
    assert (found.title, found.body) == ("عنوان", "نص الخبر")


def test_a_table_without_a_known_column_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"t\.csv: .*among colA, colB; name one of them text"):
        list(read_pages(write(tmp_path / "t.csv", "colA,colB\n1,2\n")))
    pl.DataFrame({"colA": ["x"]}).write_parquet(tmp_path / "t.parquet")
    with pytest.raises(SourceError, match=r"t\.parquet: .*among colA; name one of them text"):
        list(read_pages(str(tmp_path / "t.parquet")))


def test_what_a_folder_holds_beside_pages_is_counted(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("a.txt", "b.pdf", "deep/c.PDF", "README", ".hidden"):
        write(tmp_path / name, "نص")
    assert passed_over(tmp_path) == {"": 1, ".pdf": 2}
    assert [one.origin for one in pages(list(read_pages(str(tmp_path))))] == [
        f"{tmp_path.name}/a.txt"
    ]
