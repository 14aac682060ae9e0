import gzip
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_spiders.crawling.decoding import decode_body
from alliance_spiders.crawling.errors import Refused
from alliance_spiders.items import FailureKind

TEXT = b"<p>" + b"North Bristol NHS Trust " * 500 + b"</p>"


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "identity": bytes,
}


@pytest.mark.parametrize("encoding", PACKERS)
def test_every_encoding_is_undone(encoding):
    assert decode_body(PACKERS[encoding](TEXT), [encoding]).body == TEXT


@pytest.mark.parametrize(
    ("raw", "encodings"),
    [
        (raw_deflate(TEXT), ["deflate"]),
        (gzip.compress(TEXT[:99], mtime=0) + gzip.compress(TEXT[99:], mtime=0), ["gzip"]),
        (brotli.compress(gzip.compress(TEXT, mtime=0)), ["gzip", "br"]),
        (gzip.compress(TEXT, mtime=0), [" GZIP "]),
        (TEXT, []),
        (TEXT, ["gzip"]),
        (TEXT, ["br"]),
        (TEXT, ["deflate"]),
        (gzip.compress(TEXT, mtime=0) + b"\x00\x00", ["gzip"]),
    ],
    ids=[
        "no zlib header",
        "two members",
        "twice",
        "spelling",
        "none",
        "false gzip",
        "false br",
        "false deflate",
        "junk",
    ],
)
def test_what_servers_send(raw, encodings):
    decoded = decode_body(raw, encodings)
    assert (decoded.body, decoded.truncated) == (TEXT, False)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_cut_body_gives_its_beginning(encoding):
    noise = bytes(range(256)) * 40
    packed = PACKERS[encoding](b"<p>" + noise + TEXT)
    decoded = decode_body(packed[: len(packed) - 4], [encoding])
    assert decoded.truncated
    assert decoded.body.startswith(b"<p>")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_is_too_large(encoding):
    with pytest.raises(Refused) as caught:
        decode_body(PACKERS[encoding](b"\0" * 3_000_000), [encoding], limit=1_000_000)
    assert caught.value.kind is FailureKind.TOO_LARGE


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [(b"\x1f\x8bgarbage", "gzip"), (b"\x01garbage", "gzip"), (b"x", "zstd"), (b"\xff" * 9, "deflate")],
)
def test_damage_is_said(raw, encoding):
    with pytest.raises(Refused) as caught:
        decode_body(raw, [encoding])
    assert caught.value.kind is FailureKind.BROKEN


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["gzip", "deflate", "br", "identity"]))
def test_round_trip(data, encoding):
    assert decode_body(PACKERS[encoding](data), [encoding]).body == data


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br"]))
def test_any_bytes_are_read_or_refused(data, encoding):
    try:
        decode_body(data, [encoding])
    except Refused as refused:
        assert refused.kind is FailureKind.BROKEN
