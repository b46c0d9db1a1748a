"""A real, tiny, untrained BERT, made here: what is honoured shows in its vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from service.embeddings.encoder import load_encoder
from service.embeddings.transformer import TransformerParams
from service.errors import EncoderError

TEXTS = ["rabat fes rabat", "fes", "", "😀", "rabat fes sale tanger rabat fes"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    source = tmp_path_factory.mktemp("bert")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "rabat", "fes", "sale", "tanger"]
    (source / "vocab.txt").write_text("\n".join([*words, "query", "passage", ":"]))
    BertTokenizer(str(source / "vocab.txt")).save_pretrained(source)
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=12,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=32,
    )
    BertModel(config).save_pretrained(source)
    body = Transformer(str(source))
    model = SentenceTransformer(
        modules=[body, Pooling(16, pooling_mode="mean")],
        device="cpu",
        prompts={"query": "query : ", "document": "passage : "},
    )
    found = tmp_path_factory.mktemp("model")
    model.save(str(found))
    return found


def test_a_folder_encodes_in_order_and_by_batches(folder: Path) -> None:
    encoder = load_encoder(str(folder))
    found = encoder.encode(TEXTS)
    assert found.shape == (5, encoder.dimensions) == (5, 16)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), [1, 1, 0, 0, 1], atol=1e-5)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(found, alone, atol=1e-6)


@pytest.mark.parametrize(
    "params",
    [
        TransformerParams(prefix="query : "),
        TransformerParams(prompt="document"),
        TransformerParams(max_length=3),
        TransformerParams(pooling="cls"),
    ],
)
def test_each_setting_changes_the_vectors_and_their_key(
    folder: Path, params: TransformerParams
) -> None:
    plain, changed = load_encoder(str(folder)), load_encoder(str(folder), params)
    assert plain.name != changed.name
    assert np.abs(plain.encode(TEXTS) - changed.encode(TEXTS)).max() > 1e-3


def test_a_named_prompt_is_its_prefix(folder: Path) -> None:
    named = load_encoder(str(folder), TransformerParams(prompt="query"))
    spelt = load_encoder(str(folder), TransformerParams(prefix="query : "))
    np.testing.assert_allclose(named.encode(TEXTS), spelt.encode(TEXTS), atol=1e-6)


def test_an_unknown_prompt_or_pooling_is_an_error(folder: Path) -> None:
    with pytest.raises(EncoderError, match=r"no prompt 'poem'"):
        load_encoder(str(folder), TransformerParams(prompt="poem"))
    with pytest.raises(EncoderError, match="pooling 'guess'"):
        load_encoder(str(folder), TransformerParams(pooling="guess"))


def test_a_model_not_here_says_what_to_put_where(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EncoderError, match=r"model.safetensors.*models--nobody--no-such-model"):
        load_encoder("nobody/no-such-model")


def test_a_folder_without_a_model_says_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"neither modules.json nor config.json"):
        load_encoder(str(tmp_path))
    with pytest.raises(EncoderError, match="no such folder"):
        load_encoder(str(tmp_path / "absent"))
