from __future__ import annotations

import pytest

from service.errors import EntitiesError, SourceError
from service.records import Page
from service.sources.feeds import feed_pages, is_cut, plain
from service.sources.sitemaps import instant, read_sitemap
from service.sources.xml import safe_xml

LONG = "جملة من كلمات كثيرة تكفي لملء الخبر كله. " * 40


def entry(body: str) -> Page:
    return Page(body=body, kind="entry", origin="feed#1")


@pytest.mark.parametrize(
    ("body", "cut"),
    [
        (LONG, False),
        (f"<p>{LONG}</p>", False),
        ("خبر قصير.", True),
        ("", True),
        (LONG + "[…]", True),
        (LONG + "<p>[&#8230;]</p>", True),
        (LONG + "...", True),
        (LONG + '<a href="/x">اقرأ المزيد</a>', True),
        (LONG + "Lire la suite sur Exemple.ma", True),
        (LONG + "Continue reading the story", True),
        (LONG + "The post Title appeared first on Example.", False),
        (LONG[:400] + "… The post Title appeared first on Example.", True),
    ],
)
def test_which_entries_are_cut(body: str, cut: bool) -> None:
    assert is_cut(entry(body), 600) is cut


def test_the_line_that_wordpress_signs_with_is_no_text() -> None:
    assert plain("<p>نص</p><p>The post <a>نص</a> appeared first on <a>موقع</a>.</p>") == "نص"


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE r [<!ENTITY a "b">]><rss/>',
        b'<! DOCTYPE r [<!  entity a "b">]><rss/>',
        '<!DOCTYPE r [<!ENTITY a "b">]><rss/>'.encode("utf-16"),
        '<!DOCTYPE r [<!ENTITY a "b">]><rss/>'.encode("utf-16-le"),
        b'<?xml version="1.0" encoding="utf-7"?>' + '<!ENTITY a "b">'.encode("utf-7"),
    ],
)
def test_entities_are_seen_in_any_encoding(data: bytes) -> None:
    with pytest.raises(EntitiesError, match="entities"):
        safe_xml(data, "feed")


def test_what_is_checked_is_what_is_parsed() -> None:
    text = '<?xml version="1.0" encoding="windows-1256"?><rss><t>خبر</t></rss>'
    assert safe_xml(text.encode("cp1256"), "feed").decode() == "<rss><t>خبر</t></rss>"


def test_bytes_are_never_taken_for_the_name_of_a_file() -> None:
    with pytest.raises(SourceError, match="no RSS or Atom feed"):
        feed_pages(b"/etc/hostname", "feed")


def test_a_sitemap_however_it_is_spelt() -> None:
    data = (
        b'<?xml version="1.0"?><s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9">'
        b"<s:url><s:loc> https://a.example/1 </s:loc><s:lastmod>2021-06-30</s:lastmod></s:url>"
        b"<s:url><s:loc>ftp://a.example/2</s:loc></s:url><s:url/></s:urlset>"
    )
    (one,) = read_sitemap(data, "map").pages
    assert (one.address, one.changed) == ("https://a.example/1", "2021-06-30")
    assert one.dated is not None
    # a sitemap that is cut off gives what came before
    assert len(read_sitemap(data[:-60], "map").pages) == 1
    with pytest.raises(SourceError, match="no sitemap"):
        read_sitemap(b"", "map")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2021-06-30", "2021-06-30T00:00:00+00:00"),
        ("2021-06-30T10:00+01:00", "2021-06-30T09:00:00+00:00"),
        ("2021-06-30T10:00:00Z", "2021-06-30T10:00:00+00:00"),
        ("yesterday", None),
        (None, None),
    ],
)
def test_instants_of_sitemaps(said: str | None, read: str | None) -> None:
    found = instant(said)
    assert (found.isoformat() if found else None) == read
