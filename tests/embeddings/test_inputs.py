from __future__ import annotations

from service.embeddings.inputs import BODY_WORDS, fields, first_words, text_key
from service.records import Article


def article(title: str, body: str, lead: str | None = None) -> Article:
    return Article(
        id="a", outlet="o", language="ar", title=title, body=body, lead=lead, content_hash="h"
    )


def test_the_lead_goes_first_unless_the_body_opens_with_it() -> None:
    assert fields(article("عنوان", "متن الخبر", "مقدمة")) == ("عنوان", "مقدمة متن الخبر")
    assert fields(article("عنوان", "مقدمة ثم متن", "مقدمة"))[1] == "مقدمة ثم متن"
    assert fields(article("عنوان", "متن")) == ("عنوان", "متن")


def test_a_long_body_is_cut_by_words_and_spaces_are_one() -> None:
    assert len(fields(article("t", "كلمة\n " * 900))[1].split(" ")) == BODY_WORDS
    assert first_words("a\n\n b  c d", 3) == "a b c"
    assert first_words("", 3) == ""


def test_a_key_is_of_the_text_and_what_is_put_before_it() -> None:
    keys = {text_key("متن"), text_key("متن", "query: "), text_key("متن "), text_key("query: متن")}
    assert len(keys) == 4
    assert text_key("متن") == text_key("متن", "")
    assert all(len(one) == 32 for one in keys)
    assert text_key("\ud800") != text_key("?")
