"""Gives each arm of the lab its name and its look, the same in every figure.

Colour tells the family: what goes into the context, what goes into the weights, and what does neither.
Shape and dashes tell the arms of a family apart, so that no one needs to see colours.
"""

from dataclasses import dataclass

from snippets.lab.errors import FigureError

# The site gives these names a colour for each scheme; without the site a drawing takes the colour of the text.
CONTEXT = "var(--cw-accent, currentColor)"
WEIGHTS = "var(--cw-weights, currentColor)"
NEITHER = "var(--cw-quiet, currentColor)"


@dataclass(frozen=True)
class Look:
    """How an arm is written and drawn: `dash` in pixels of line and gap, `hollow` for an outlined mark."""

    name: str
    colour: str
    shape: str
    dash: tuple[int, ...] = ()
    hollow: bool = False


ARMS = {
    "zero-shot": Look("Zero-shot", CONTEXT, "stroke", (2, 3)),
    "zero-shot-contextual": Look("Zero-shot, contextual", CONTEXT, "stroke", (8, 3, 2, 3)),
    "zero-shot-batch": Look("Zero-shot, batch", CONTEXT, "stroke", (12, 4)),
    "few-shot": Look("Few-shot", CONTEXT, "circle"),
    "few-shot-contextual": Look("Few-shot, contextual", CONTEXT, "circle", (8, 3, 2, 3), hollow=True),
    "few-shot-batch": Look("Few-shot, batch", CONTEXT, "diamond", (12, 4), hollow=True),
    "retrieved": Look("Retrieved", CONTEXT, "square"),
    "retrieved-batch": Look("Retrieved, batch", CONTEXT, "square", hollow=True),
    "context": Look("In the context", CONTEXT, "circle"),
    "lora": Look("LoRA", WEIGHTS, "triangle-up"),
    "full": Look("Full fine-tuning", WEIGHTS, "diamond"),
    "soft-prompt": Look("Soft prompt", WEIGHTS, "triangle-down", hollow=True),
    "weights": Look("In the weights", WEIGHTS, "triangle-up"),
    "tf-idf": Look("TF-IDF regression", NEITHER, "cross", (2, 3)),
    "embedding": Look("Embedding regression", NEITHER, "square", (6, 3), hollow=True),
    "majority": Look("Most frequent class", NEITHER, "stroke", (2, 6)),
}


def look(arm: str) -> Look:
    """Return how an arm is drawn.

    Raises:
        FigureError: if the arm has no look yet.

    """
    if arm not in ARMS:
        raise FigureError(f"'{arm}' has no look. Add it to ARMS in snippets/lab/arms.py, or use: {', '.join(ARMS)}.")
    return ARMS[arm]
