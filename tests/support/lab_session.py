"""Tells which modules of the lab can be tested here: its environment has torch, the site's what draws figures."""

from importlib.util import find_spec

_NEEDS = {
    "altair": ("charts", "drawing", "figures", "tables"),
    "torch": (
        "__main__",
        "baselines",
        "embedding",
        "examples",
        "experiments",
        "facts",
        "general",
        "lora_counts",
        "model",
        "plan",
        "precision",
        "scoring",
        "search",
        "smoke",
        "tuning",
    ),
}


def runs_here(name: str) -> bool:
    """Tell whether the package that a module or folder of the lab needs, if any, is installed."""
    return all(name not in modules or find_spec(package) for package, modules in _NEEDS.items())
