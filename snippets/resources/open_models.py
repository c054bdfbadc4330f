"""Gives the shapes of open models, and what a LoRA adapter of rank 16 trains on each of them."""

from snippets.resources.lora_parameters import LLAMA_3_1_8B, DecoderShape, lora_parameters

# --8<-- [start:models]
# Each shape is that of the model's config.json. Where a copy of that file was read is noted above it:
# [1] https://github.com/citsjtu2020/LLM-Prof/blob/8434c8d19c396b2f95d92a67845a7c0a0e0dd512/sglang/Model_Config.md
# [2] https://github.com/Lightning-AI/litgpt/blob/26857050fe3ff627cd714fe92f5838f51a3d5efa/litgpt/config.py
# [3] https://github.com/Liwink/gemma-jax/blob/c6f41d37e374a9b9d74fe2542a7bdb914bf3341e/models/README.md
# [4] https://github.com/kevinstephano/thunder_model_blocks/blob/a23dd8fe87e974d06332635cfd3064614c47ae27
#     /thunder_model_blocks/mistral/mistral_config.py
# `vectors` follows from the kind of model: Qwen3 has norms of one head's width for queries and keys,
# Gemma 3 these and two more norms, OLMo 2 norms over all heads, and Qwen2.5 biases of q, k and v.
MODELS = {
    # [2]
    "SmolLM2 135M": DecoderShape(
        layers=30, hidden=576, mlp=1536, heads=9, kv_heads=3, vocabulary=49152, tied_embeddings=True
    ),
    # [3]
    "Gemma 3 1B": DecoderShape(
        layers=26,
        hidden=1152,
        mlp=6912,
        heads=4,
        kv_heads=1,
        vocabulary=262144,
        tied_embeddings=True,
        head_dim=256,
        vectors=2 * 256 + 2 * 1152,
    ),
    # [1]
    "Llama 3.2 3B": DecoderShape(
        layers=28,
        hidden=3072,
        mlp=8192,
        heads=24,
        kv_heads=8,
        vocabulary=128256,
        tied_embeddings=True,
        head_dim=128,
    ),
    # [1]
    "Qwen3 4B": DecoderShape(
        layers=36,
        hidden=2560,
        mlp=9728,
        heads=32,
        kv_heads=8,
        vocabulary=151936,
        tied_embeddings=True,
        head_dim=128,
        vectors=2 * 128,
    ),
    # [2]
    "OLMo 2 7B": DecoderShape(
        layers=32, hidden=4096, mlp=11008, heads=32, kv_heads=32, vocabulary=100352, vectors=2 * 4096
    ),
    # [1]
    "Qwen2.5 7B": DecoderShape(
        layers=28, hidden=3584, mlp=18944, heads=28, kv_heads=4, vocabulary=152064, vectors=3584 + 2 * 512
    ),
    # [1], and Meta's own list, see lora_parameters.py
    "Llama 3.1 8B": LLAMA_3_1_8B,
    # [1]
    "Qwen3 8B": DecoderShape(
        layers=36, hidden=4096, mlp=12288, heads=32, kv_heads=8, vocabulary=151936, head_dim=128, vectors=2 * 128
    ),
    # [4]
    "Mistral Nemo 12B": DecoderShape(
        layers=40, hidden=5120, mlp=14336, heads=32, kv_heads=8, vocabulary=131072, head_dim=128
    ),
    # [1]
    "Qwen3 30B-A3B": DecoderShape(
        layers=48,
        hidden=2048,
        mlp=768,
        heads=32,
        kv_heads=4,
        vocabulary=151936,
        head_dim=128,
        experts=128,
        active_experts=8,
        vectors=2 * 128,
    ),
    # [1]
    "Qwen3 32B": DecoderShape(
        layers=64, hidden=5120, mlp=25600, heads=64, kv_heads=8, vocabulary=151936, head_dim=128, vectors=2 * 128
    ),
}
# --8<-- [end:models]


# --8<-- [start:example]
if __name__ == "__main__":
    print("                      parameters    a token uses   rank 16, q and v   rank 16, all seven")
    for name, shape in MODELS.items():
        total, active = shape.parameters(), shape.active_parameters()
        few, many = (lora_parameters(shape, 16, targets) for targets in ("qv", shape.matrices()))
        print(f"{name:<16}{total:>16,}{active:>16,}{few:>19,}{many:>13,}  {many / total:6.2%}")
# --8<-- [end:example]
