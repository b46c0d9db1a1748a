"""Static encoders with random directions, for tests of whose vectors are used where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from service.embeddings.static import write_model
from service.embeddings.vocabulary import Vocabulary
from service.embeddings.words import keys_of


def write_random(folder: Path, name: str, texts: Iterable[str], *, dimensions: int) -> Path:
    """Write an encoder called ``name`` that knows the words of ``texts``, and return its folder."""
    counts = Counter(key for text in texts for key in keys_of(text.split())[0])
    words = sorted(counts, key=lambda word: (-counts[word], word))
    vocabulary = Vocabulary(name=name, words=words, buckets=16, hashes=2)
    generator = np.random.default_rng(len(name))
    table = generator.standard_normal((vocabulary.rows, dimensions)).astype(np.float32)
    rare = 1 / np.sqrt([*(counts[word] for word in words), *[1] * 16])
    write_model(folder, vocabulary, (table * rare[:, None]).astype(np.float32))
    return folder
