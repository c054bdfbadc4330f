"""Gives the arms of the lab: what each looks like in every figure, how it is measured, and with how many labels.

Colour tells the family: what goes into the context, what goes into the weights, and what does neither.
Shape and dashes tell the arms of a family apart, so that no one needs to see colours.
"""

from dataclasses import dataclass
from typing import Literal

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


@dataclass(frozen=True)
class Tuning:
    """How an arm is tuned.

    The rate was chosen among those tried, on the development examples with a seed of their own, and never by a test
    item: see `development` in plan.py.
    """

    epochs: tuple[int, ...]  # for each of the arm's numbers of labels
    rate: float
    tried: tuple[float, ...]
    tried_with: int  # labels


@dataclass(frozen=True)
class Arm:
    """One way to answer the test items, from how it is drawn to how it is measured."""

    look: Look
    measured: Literal["prompted", "retrieved", "searched", "tuned", "classified"]  # the function of experiments.py
    labels: tuple[int, ...] = (0,)  # how many labelled examples it is given, in turn
    tuning: Tuning | None = None


ARMS = {
    "zero-shot": Arm(Look("Zero-shot", CONTEXT, "stroke", (2, 3)), "prompted"),
    "few-shot": Arm(Look("Few-shot", CONTEXT, "circle"), "prompted", (8, 32)),
    "retrieved": Arm(Look("Retrieved", CONTEXT, "square"), "retrieved", (128,)),
    "searched": Arm(Look("Searched prompt", CONTEXT, "triangle-down", (12, 4)), "searched", (32, 128)),
    "lora": Arm(
        Look("LoRA", WEIGHTS, "triangle-up"),
        "tuned",
        (8, 32, 128),
        Tuning(epochs=(10, 6, 3), rate=2e-3, tried=(5e-4, 1e-3, 2e-3, 4e-3), tried_with=32),
    ),
    "full": Arm(
        Look("Full fine-tuning", WEIGHTS, "diamond"),
        "tuned",
        (128,),
        Tuning(epochs=(2,), rate=2e-4, tried=(2e-5, 5e-5, 1e-4, 2e-4, 4e-4), tried_with=128),
    ),
    "soft-prompt": Arm(
        Look("Soft prompt", WEIGHTS, "triangle-down", hollow=True),
        "tuned",
        (128,),
        Tuning(epochs=(4,), rate=1e-1, tried=(1e-2, 3e-2, 1e-1, 3e-1), tried_with=128),
    ),
    # Classifiers are cheap, so that they are measured at more points.
    "tf-idf": Arm(Look("TF-IDF regression", NEITHER, "cross", (2, 3)), "classified", (8, 16, 32, 64, 128, 256)),
    "embedding": Arm(
        Look("Embedding regression", NEITHER, "square", (6, 3), hollow=True), "classified", (8, 16, 32, 64, 128, 256)
    ),
}
# Also what figures tell apart and no arm of its own gives: readings of the same scores, families, a level line.
LOOKS = {name: arm.look for name, arm in ARMS.items()} | {
    "zero-shot-contextual": Look("Zero-shot, contextual", CONTEXT, "stroke", (8, 3, 2, 3)),
    "zero-shot-batch": Look("Zero-shot, batch", CONTEXT, "stroke", (12, 4)),
    "few-shot-contextual": Look("Few-shot, contextual", CONTEXT, "circle", (8, 3, 2, 3), hollow=True),
    "few-shot-batch": Look("Few-shot, batch", CONTEXT, "diamond", (12, 4), hollow=True),
    "retrieved-batch": Look("Retrieved, batch", CONTEXT, "square", hollow=True),
    "context": Look("In the context", CONTEXT, "circle"),
    "weights": Look("In the weights", WEIGHTS, "triangle-up"),
    "majority": Look("Most frequent class", NEITHER, "stroke", (2, 6)),
}


def look(arm: str) -> Look:
    """Return how an arm, or a reading of one, is drawn.

    Raises:
        FigureError: if the arm has no look yet.

    """
    if arm not in LOOKS:
        raise FigureError(f"'{arm}' has no look. Add it to LOOKS in snippets/lab/arms.py, or use: {', '.join(LOOKS)}.")
    return LOOKS[arm]
