from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import FetchError
from service.sources.unpacking import Unpacker, gunzip


def bare(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate ": bare,
    "br": brotli.compress,
}


def unpacked(encoding: str, data: bytes, *, piece: int, limit: int) -> bytes:
    unpacker = Unpacker(encoding, limit)
    parts = [unpacker.feed(data[start : start + piece]) for start in range(0, len(data), piece)]
    unpacker.finish()
    return b"".join(parts)


@pytest.mark.parametrize("encoding", PACKERS)
@given(data=st.binary(max_size=3_000), piece=st.integers(3, 4_000))
def test_what_was_packed_comes_back_in_pieces_of_any_size(
    encoding: str, data: bytes, piece: int
) -> None:
    packed = PACKERS[encoding](data)
    assert unpacked(encoding, packed, piece=piece, limit=3_000) == data


@pytest.mark.parametrize("encoding", PACKERS)
def test_no_more_than_the_limit(encoding: str) -> None:
    packed = PACKERS[encoding](b"a" * 1_001)
    with pytest.raises(FetchError, match="more than 1,000 bytes") as caught:
        unpacked(encoding, packed, piece=4_000, limit=1_000)
    assert (caught.value.reason, caught.value.ours) == ("size", True)


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
def test_little_is_held_of_what_unpacks_to_very_much(encoding: str) -> None:
    packed = PACKERS[encoding](b"\0" * 50_000_000)
    unpacker = Unpacker(encoding, 100_000)
    with pytest.raises(FetchError, match="more than"):
        unpacker.feed(packed)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_stream_that_is_cut_off_or_broken(encoding: str) -> None:
    packed = PACKERS[encoding](bytes(range(256)) * 40)
    with pytest.raises(FetchError, match="cut off"):
        unpacked(encoding, packed[:-8], piece=100, limit=100_000)
    with pytest.raises(FetchError):
        unpacked(encoding, b"\xff\xfe no such packing " * 10, piece=100, limit=100_000)


def test_what_was_not_asked_for_is_refused() -> None:
    for encoding in ("zstd", "gzip, gzip", "compress"):
        with pytest.raises(FetchError, match="not asked for"):
            Unpacker(encoding, 10)


def test_gzip_files_of_one_member_or_several() -> None:
    two = gzip.compress(b"one ") + gzip.compress(b"two")
    assert gunzip(two, 100) == b"one two"
    assert gunzip(two + b"\0\0", 100) == b"one two"
    assert gunzip(b"plain", 100) == b"plain"
    with pytest.raises(FetchError, match="more than"):
        gunzip(gzip.compress(b"a" * 60) * 2, 100)
