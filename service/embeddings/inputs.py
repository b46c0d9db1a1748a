"""What of an article is encoded: its title, and the first words of its text.

Knows nothing of encoders.
"""

from __future__ import annotations

import hashlib

from service.records import Article

# News says what happened first: on the labelled weeks longer bodies add words, not matches.
BODY_WORDS = 200


def text_key(text: str, prefix: str = "") -> str:
    """The key of a text's vector: 32 hexadecimal digits over what is encoded, prefix included."""
    whole = f"{prefix}\x00{text}" if prefix else text
    return hashlib.sha256(whole.encode(errors="surrogatepass")).hexdigest()[:32]


def first_words(text: str, count: int = BODY_WORDS) -> str:
    """The first ``count`` space-separated words of ``text``, joined by single spaces."""
    return " ".join(text.split(maxsplit=count)[:count])


def fields(article: Article) -> tuple[str, str]:
    """The title text and the body text of ``article``, as they are encoded.

    The lead goes before the body unless the body opens with it.
    """
    lead = article.lead or ""
    text = article.body if article.body.startswith(lead[:60]) else f"{lead} {article.body}"
    return " ".join(article.title.split()), first_words(text)
