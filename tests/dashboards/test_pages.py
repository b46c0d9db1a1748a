from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from litestar.testing import TestClient

from dashboards.facets import FacetCache
from dashboards.pages.article import Place, mark
from dashboards.phrases import LANGUAGES
from dashboards.rendering import unbroken
from service.records import Story
from service.store import stories as story_store
from service.store.engine import Store
from tests.api import world

Client = TestClient[Any]
PAGES = [
    "/",
    "/?order=size&all=1",
    "/?language=fr&outlet=courrier&period=2021",
    "/stories/s-dam",
    "/stories/s-hostile",
    "/stories/s-lone",
    "/articles",
    "/articles?outlet=rif",
    "/articles/a-dam-1?at=body:0-30",
    "/articles/a-hostile-1",
    "/search",
    "/search?q=الزيتون",
    "/search?q=nulle-part-ailleurs",
    "/outlets",
    "/names",
    "/about",
]
ENGLISH = re.compile(r"\b(the|and|of|stories|articles|next|search|unknown|none)\b", re.IGNORECASE)


class Outline(HTMLParser):
    """What a page is made of: its tags and attributes, checked for being closed."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "script" not in self.open and "bdi" not in self.open and "blockquote" not in self.open:
            self.text.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def read(client: Client, address: str, **query: str) -> Outline:
    answer = client.get(address, params=query or None)
    assert answer.status_code == 200, answer.text
    return Outline(answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_pages_are_whole_and_in_their_language(client: Client, address: str, language: str) -> None:
    answer = client.get(address + ("&" if "?" in address else "?") + f"lang={language}")
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    page = Outline(answer.text)
    assert page.open == []
    html = page.of("html")[0]
    assert (html["lang"], html["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    assert len(page.of("h1")) == 1
    assert len(page.of("main")) == 1
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    labels = {attrs.get("for") for attrs in page.of("label")}
    assert "finder" in labels


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_asked_of_another_host(client: Client, address: str) -> None:
    page = read(client, address)
    loaded = [attrs.get("src") for attrs in page.of("script")]
    links = page.of("link")
    loaded += [attrs.get("href") for attrs in links if attrs.get("rel") != "alternate"]
    other = [str(attrs.get("href")) for attrs in links if attrs.get("rel") == "alternate"]
    assert all(one.startswith("/api/v1/") for one in other)
    for one in loaded:
        assert one is None or one.startswith("/static/"), one
    for attrs in page.of("script"):
        assert "src" in attrs or attrs.get("type") == "application/json"
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)


@pytest.mark.parametrize("address", PAGES)
def test_the_arabic_interface_has_no_english(client: Client, address: str) -> None:
    text = " ".join(read(client, address).text)
    text = re.sub(r"<script>.*?</script>|riwaya \w+|/api/v1/openapi|English", "", text)
    assert not ENGLISH.search(text), ENGLISH.search(text)


def test_the_front_page_tells_each_story_s_latest(client: Client) -> None:
    html = client.get("/").text
    assert html.index("s-fair") < html.index("s-dam")
    assert "s-lone" not in html
    assert "30 مارس 2021" in html
    assert "أولى دفعات المياه بعد تساقطات" in html
    assert "صحيفة الأطلس" in html
    assert "3 منابر مستقلة" in html


def test_the_latest_happening_is_not_one_that_is_only_foretold(client: Client) -> None:
    html = client.get("/").text
    assert "وسيُفتتح السد" not in html


def test_lone_articles_are_a_choice_away(client: Client) -> None:
    assert "s-lone" in client.get("/?all=1").text


@pytest.mark.parametrize(
    ("query", "present", "absent"),
    [
        ("language=fr", {"s-dam", "s-fair"}, {"s-hostile"}),
        ("outlet=rif", {"s-dam", "s-hostile"}, {"s-fair"}),
        ("period=2019", {"s-hostile"}, {"s-dam", "s-fair"}),
        ("period=week", {"s-fair"}, {"s-dam", "s-hostile"}),
        ("period=year", {"s-fair", "s-dam"}, {"s-hostile"}),
    ],
)
def test_filters_narrow_the_list(
    client: Client, query: str, present: set[str], absent: set[str]
) -> None:
    html = client.get(f"/?{query}").text
    assert all(f"/stories/{one}" in html for one in present)
    assert not any(f"/stories/{one}" in html for one in absent)


def test_paging_leads_through_every_story(filled: Store, client: Client) -> None:
    world.fill(filled, run="r-2", extra=50)
    seen: list[str] = []
    address: str | None = "/?all=1&lang=fr"
    while address:
        html = client.get(address).text
        seen += re.findall(r'<h2 class="headline"><a href="/stories/([^"?]+)', html)
        found = re.search(r'rel="next" href="([^"]+)"', html)
        address = found[1].replace("&amp;", "&") if found else None
        assert address is None or "lang=fr" in address
    assert len(seen) == len(set(seen)) == 54


@pytest.mark.parametrize(
    "address",
    [
        "/?cursor=rubbish",
        "/?period=soon",
        "/?order=random",
        "/articles?cursor=x",
        "/search?q=a&cursor=x",
    ],
)
def test_a_request_that_means_nothing_is_told_so_in_arabic(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "لا يمكن فهم هذا الطلب" in answer.text


@pytest.mark.parametrize(
    "address", ["/stories/none", "/articles/none", "/none", "/static/x/none.js"]
)
def test_nothing_there_is_told_in_the_reader_s_language(client: Client, address: str) -> None:
    assert "لا شيء في هذا العنوان" in client.get(address).text
    french = client.get(address, headers={"accept-language": "fr"})
    assert french.status_code == 404
    assert "Rien à cette adresse" in french.text
    assert french.headers["content-type"].startswith("text/html")


def test_under_the_api_errors_stay_problem_documents(client: Client) -> None:
    answer = client.get("/api/v1/stories/none")
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert client.get("/api/v1/none").json()["status"] == 404


def test_a_broken_page_says_so_without_its_insides(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Story:
        raise RuntimeError("secret words")

    monkeypatch.setattr(story_store, "get", fail)
    answer = client.get("/stories/s-dam")
    assert answer.status_code == 500
    assert "وقع خطأ في الخادم" in answer.text
    assert "secret" not in answer.text


def test_a_merged_story_redirects_and_keeps_the_language(client: Client) -> None:
    answer = client.get("/stories/s-old?lang=fr", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/stories/s-dam?lang=fr")


def test_entries_stand_in_order_with_their_proof(client: Client) -> None:
    page = read(client, "/stories/s-dam")
    entries = [a["id"] for a in page.of("li") if (a.get("class") or "").startswith("entry ")]
    assert entries == [f"t-s-dam-{n}" for n in range(6)]
    cited = [a for a in page.of("a") if "at=body" in str(a.get("href"))]
    proofs = [str(a["href"]) for a in cited if "aria-label" not in a]
    assert len(proofs) == 9
    html = client.get(proofs[2]).text
    assert '<mark class="sought" id="cite" tabindex="-1">انطلقت يوم الخميس' in html


def test_a_lead_is_shown_unless_the_text_begins_with_it(client: Client) -> None:
    html = client.get("/articles/a-dam-5?at=lead:0-8").text
    assert '<p class="lead"><mark class="sought" id="cite" tabindex="-1">أول ماء' in html
    assert 'class="lead"' not in client.get("/articles/a-dam-4").text


def test_hostile_text_stays_text(client: Client) -> None:
    for address in ("/?all=1", "/stories/s-hostile", "/articles/a-hostile-1", "/search?q=غريب"):
        html = client.get(address).text
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


def test_a_sentence_that_is_gone_is_not_marked(client: Client) -> None:
    html = client.get("/articles/a-dam-4?at=body:0-99999").text
    assert 'id="cite"' not in html
    assert "تغيّر نص المقال" in html


def test_addresses_of_the_press_are_links_only_if_they_are_of_the_web(client: Client) -> None:
    page = read(client, "/articles/a-dam-1")
    outside = [a for a in page.of("a") if str(a["href"]).startswith("http")]
    assert [a["href"] for a in outside] == ["https://press.example/a-dam-1"]
    assert "noreferrer" in str(outside[0]["rel"])


def test_the_switch_keeps_the_page_and_its_filters(client: Client) -> None:
    page = read(client, "/?language=fr&order=size")
    links = {str(a.get("hreflang")): str(a["href"]) for a in page.of("a") if a.get("hreflang")}
    assert links["en"] == "/?language=fr&order=size&lang=en"


def test_pages_are_conditional_too(client: Client) -> None:
    first = client.get("/stories/s-dam")
    assert (
        client.get("/stories/s-dam", headers={"if-none-match": first.headers["etag"]}).status_code
        == 304
    )
    assert "Accept-Language" in first.headers["vary"]
    french = {"if-none-match": first.headers["etag"], "accept-language": "fr"}
    assert client.get("/stories/s-dam", headers=french).status_code == 200


def test_an_empty_index_says_how_to_fill_it(store: Store) -> None:
    from dashboards.app import build_app

    with TestClient(build_app(store, world.OUTLETS)) as client:
        html = client.get("/").text
        assert "لا قصص بعد" in html
        assert "riwaya ingest" in html
        assert client.get("/about").status_code == 200


def test_facets_are_counted_once_for_each_run(filled: Store) -> None:
    cache = FacetCache(filled)
    first = cache.get()
    assert cache.get() is first
    assert first.languages == ("ar", "fr")
    assert first.years == (2021, 2020, 2019)
    world.fill(filled, run="r-0")  # a lesser id at the same instant: it landed later
    second = cache.get()
    assert second.run == "r-0"
    assert cache.get() is second
    world.fill(filled, run="r-2")
    assert cache.get().run == "r-2"


def test_marks_cut_a_text_without_losing_a_letter() -> None:
    text = "واحد اثنان\nثلاثة أربعة"
    cited = [Place(field="body", start=5, end=14), Place(field="body", start=0, end=4)]
    sought = Place(field="body", start=5, end=14)
    paragraphs = mark(text, "body", cited, sought)
    assert "\n".join("".join(one.text for one in line) for line in paragraphs) == text
    assert [one.text for line in paragraphs for one in line if one.sought] == ["اثنان", "ثلا"]
    assert sum(one.first for line in paragraphs for one in line) == 1


def test_the_front_page_names_the_feed_of_what_it_shows(client: Client) -> None:
    for address in ("/", "/?language=fr&all=1"):
        page = client.get(address).text
        found = set(re.findall(r'href="(/api/v1/feed[^"]*)"', page))
        assert len(found) == 1
        feed = client.get(found.pop().replace("&amp;", "&"))
        assert feed.status_code == 200
        for story in re.findall(r'class="headline"><a href="/stories/(s-[a-z]+)', page):
            assert f"/stories/{story}" in feed.text, story


def test_a_refused_method_says_which_are_allowed(client: Client) -> None:
    answer = client.delete("/about")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("فوز 1-0 اليوم", 'فوز <span class="unbroken">1-0</span> اليوم'),
        ("2018–2019 & <b>", '<span class="unbroken">2018–2019</span> &amp; &lt;b&gt;'),
        ("في 12-07-2018.", 'في <span class="unbroken">12-07-2018</span>.'),
        ("covid-19, F-16, a1-2, 1-2-3-4-5-6-7", "covid-19, F-16, a1-2, 1-2-3-4-5-6-7"),
        ("", ""),
    ],
)
def test_scores_and_ranges_are_kept_on_one_line(text: str, told: str) -> None:
    assert unbroken(text) == told
