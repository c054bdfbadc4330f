"""Gives the memory that a decoder's key-value cache takes, from the model's shape and the context."""


# --8<-- [start:kv]
def kv_cache_bytes(
    tokens: int,
    *,
    layers: int,
    kv_heads: int,
    head_dim: int,
    bytes_per_element: float = 2,
    sequences: int = 1,
) -> float:
    """Bytes of keys and values kept for `sequences` contexts of `tokens` tokens each.

    The leading 2 counts one key and one value. `kv_heads` is the number of key-value heads, which
    grouped-query attention makes smaller than the number of query heads. `bytes_per_element` is 2
    for 16-bit and 1 for 8-bit caches. Paging and fragmentation are left out.

    >>> kv_cache_bytes(1, layers=32, kv_heads=8, head_dim=128)
    131072
    """
    shape = {
        "tokens": tokens,
        "layers": layers,
        "kv_heads": kv_heads,
        "head_dim": head_dim,
        "bytes_per_element": bytes_per_element,
        "sequences": sequences,
    }
    for name, value in shape.items():
        if not 0 < value < float("inf"):
            raise ValueError(f"{name} must be positive and finite, got {value}: see the configuration.")
        if name != "bytes_per_element" and value % 1:
            raise ValueError(f"{name} must be a whole number, got {value}: see the configuration.")
    return 2 * bytes_per_element * layers * kv_heads * head_dim * tokens * sequences


# --8<-- [end:kv]


# --8<-- [start:example]
if __name__ == "__main__":
    # Llama 3.1 8B: 32 layers, 32 query heads, 8 key-value heads, 4,096 / 32 = 128 per head
    # (https://github.com/meta-llama/llama-models/blob/084b88e939e954d2851ee28f96398ca54aa8f8f9/models/sku_list.py)
    llama = {"layers": 32, "kv_heads": 8, "head_dim": 128}
    print(f"one token        {kv_cache_bytes(1, **llama) / 2**10:8.0f} KiB")
    for tokens in (2_048, 8_192, 131_072):
        print(f"{tokens:>7,} tokens   {kv_cache_bytes(tokens, **llama) / 2**30:8.2f} GiB")
    every_head = kv_cache_bytes(8_192, **{**llama, "kv_heads": 32})
    print(f"  8,192 tokens   {every_head / 2**30:8.2f} GiB if each of the 32 query heads had its own")
# --8<-- [end:example]
