"""Makes a tiny, untrained BERT as a sentence-transformers folder: no weights from elsewhere."""

from __future__ import annotations

from pathlib import Path

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "rabat", "fes", "sale", "tanger"]
LONGEST = 32


def save_tiny(folder: Path, *, seed: int) -> None:
    """Write the model into ``folder``; another ``seed``, other weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    source = folder.with_name(f"{folder.name}-bert")
    source.mkdir()
    (source / "vocab.txt").write_text("\n".join([*WORDS, "query", "passage", ":"]))
    BertTokenizer(str(source / "vocab.txt")).save_pretrained(source)
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=12,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=LONGEST,
    )
    BertModel(config).save_pretrained(source)
    model = SentenceTransformer(
        modules=[Transformer(str(source)), Pooling(16, pooling_mode="mean")],
        device="cpu",
        prompts={"query": "query : ", "document": "passage : "},
    )
    model.save(str(folder))
