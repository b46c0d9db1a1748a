from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from service.embeddings.encoder import BUNDLED, load_encoder
from service.errors import EncoderError
from service.steps import in_steps


def test_the_bundled_folder_is_a_sentence_transformers_model(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    texts = ["اجتماع في مراكش حول المناخ", "", "réunion à Marrakech", "مراكش " * 3000]
    model = SentenceTransformer(
        str(BUNDLED), device="cpu", local_files_only=True, trust_remote_code=True
    )
    ours = load_encoder()
    assert model.get_embedding_dimension() == ours.dimensions
    np.testing.assert_allclose(
        in_steps(model.encode(texts, show_progress_bar=False)), ours.encode(texts), atol=1e-6
    )
    model.save(str(tmp_path))
    again = load_encoder(str(tmp_path))
    np.testing.assert_allclose(again.encode(texts), ours.encode(texts), atol=1e-6)


def test_the_module_loads_from_a_folder_only(tmp_path: Path) -> None:
    from service.embeddings.module import StaticWords

    with pytest.raises(EncoderError, match="local folder"):
        StaticWords.load(str(tmp_path / "nowhere"))
