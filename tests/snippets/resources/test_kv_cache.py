"""The key-value cache grows with layers, key-value heads, tokens and precision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.resources.kv_cache import kv_cache_bytes

SIZE = st.integers(min_value=1, max_value=10_000)
LLAMA_3_1_8B = {"layers": 32, "kv_heads": 8, "head_dim": 128}


def test_llama_takes_128_kib_a_token_and_1_gib_for_8192() -> None:
    assert kv_cache_bytes(1, **LLAMA_3_1_8B) == 128 * 2**10
    assert kv_cache_bytes(8_192, **LLAMA_3_1_8B) == 2**30


@given(SIZE, SIZE, SIZE, SIZE, st.integers(min_value=1, max_value=64))
def test_it_is_the_size_of_the_arrays(tokens: int, layers: int, kv_heads: int, head_dim: int, sequences: int) -> None:
    shape = {"layers": layers, "kv_heads": kv_heads, "head_dim": head_dim, "sequences": sequences}
    elements = (layers * sequences * kv_heads * tokens * head_dim) * 2
    assert kv_cache_bytes(tokens, **shape) == 2 * elements
    assert kv_cache_bytes(tokens, **shape, bytes_per_element=1) == elements


@pytest.mark.parametrize("name", ["tokens", "layers", "kv_heads", "head_dim", "bytes_per_element", "sequences"])
@pytest.mark.parametrize("bad", [0, -1, float("nan")])
def test_bad_arguments_are_named(name: str, bad: float) -> None:
    with pytest.raises(ValueError, match=f"{name} must be positive and finite"):
        kv_cache_bytes(**{"tokens": 1, **LLAMA_3_1_8B, name: bad})


@pytest.mark.parametrize("name", ["tokens", "layers", "kv_heads", "head_dim", "sequences"])
def test_a_part_of_something_counted_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} must be a whole number, got 2.5: see the configuration"):
        kv_cache_bytes(**{"tokens": 1, **LLAMA_3_1_8B, name: 2.5})
    assert kv_cache_bytes(1, **LLAMA_3_1_8B, bytes_per_element=0.5) == 32 * 2**10
