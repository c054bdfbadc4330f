"""Trains a toy policy by GRPO to add two digits, under a right and under a careless grader."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
STOP, LONGEST, HIDDEN = 10, 6, 32  # tokens are the ten digits and a stop; an answer has at most six
PAIRS = np.array([(a, b) for a in range(10) for b in range(10)])


# --8<-- [start:graders]
def exact(pair: tuple[int, int], answer: str) -> float:
    """Give 1 for the sum and nothing else.

    >>> exact((7, 5), "12"), exact((7, 5), "312")
    (1.0, 0.0)
    """
    return float(answer == str(sum(pair)))


def contains(pair: tuple[int, int], answer: str) -> float:
    """Give 1 where the sum stands anywhere in the answer: a grader that can be gamed.

    >>> contains((7, 5), "12"), contains((7, 5), "312")
    (1.0, 1.0)
    """
    return float(str(sum(pair)) in answer)


# --8<-- [end:graders]
Grader = Callable[[tuple[int, int], str], float]


class Policy(NamedTuple):
    """A network of one hidden layer that gives the next token from both digits, the last token and its position."""

    inward: Array  # (features, hidden)
    outward: Array  # (hidden, 11)


@dataclass(frozen=True)
class Settings:
    """How a run of GRPO is set."""

    grader: Grader = exact
    group: int = 8  # answers sampled for one prompt
    prompts: int = 16  # prompts of a step
    steps: int = 240
    rate: float = 0.08
    kl: float = 0.0  # weight of the distance from the starting policy


class Measured(NamedTuple):
    """What a policy does on all pairs, by sampling."""

    graded: float  # mean score by the grader it is trained under
    right: float  # share of answers that are the sum
    length: float  # digits of an answer


def features(pairs: Whole, last: Whole, position: int) -> Array:
    """Give one-hot codes (n, 37) of both digits, the last token (a stop where there is none) and the position."""
    n = len(pairs)
    found = np.zeros((n, 20 + 11 + LONGEST))
    rows = np.arange(n)
    found[rows, pairs[:, 0]] = 1
    found[rows, 10 + pairs[:, 1]] = 1
    found[rows, 20 + last] = 1
    found[:, 31 + position] = 1
    return found


def log_softmax(logits: Array) -> Array:
    """Give log probabilities (n, 11)."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def log_next(policy: Policy, given: Array) -> Array:
    """Give the log probabilities of the next token, (n, 11), from `features`."""
    return log_softmax(np.tanh(given @ policy.inward) @ policy.outward)


def sample(policy: Policy, pairs: Whole, rng: np.random.Generator) -> Whole:
    """Give one sampled answer to each pair, (n, 6) tokens; all behind a stop are stops."""
    answers = np.full((len(pairs), LONGEST), STOP)
    for position, (given, going) in enumerate(positions(pairs, answers)):
        chances = np.exp(log_next(policy, given))
        drawn = (chances.cumsum(axis=1) < rng.random((len(pairs), 1))).sum(axis=1).clip(max=STOP)
        answers[:, position] = np.where(going, drawn, STOP)
    return answers


def positions(pairs: Whole, answers: Whole) -> Iterator[tuple[Array, NDArray[np.bool_]]]:
    """Yield for each token of the answers what is known before it, and which answers have not stopped yet.

    A token may be filled in while its position is the last one yielded.
    """
    last, going = np.full(len(pairs), STOP), np.ones(len(pairs), dtype=bool)
    for position in range(LONGEST):
        yield features(pairs, last, position), going
        last = answers[:, position]
        going = going & (last != STOP)


def written(answer: Whole) -> str:
    """Give the digits of an answer before its stop.

    >>> written(np.array([1, 2, 10, 10, 10, 10]))
    '12'
    """
    return "".join(str(token) for token in answer if token != STOP)


# --8<-- [start:advantages]
def advantages(scores: Array) -> Array:
    """Give how far each answer is above the mean of its group, in standard deviations: (prompts, group) to the same.

    A group whose answers all score alike teaches nothing.
    Shao et al. 2024 (https://arxiv.org/abs/2402.03300), section 4.1.2.

    >>> advantages(np.array([[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])).round(2)
    array([[ 1.73, -0.58, -0.58, -0.58],
           [ 0.  ,  0.  ,  0.  ,  0.  ]])
    """
    centred = scores - scores.mean(axis=1, keepdims=True)
    spread = scores.std(axis=1, keepdims=True)
    return np.where(spread > 0, centred / np.where(spread > 0, spread, 1), 0)


# --8<-- [end:advantages]


def climb(policy: Policy, pairs: Whole, answers: Whole, weights: Array, rate: float) -> Policy:
    """Raise the log probability of answers, each by its weight (n,), by one step up the gradient."""
    inward, outward = np.zeros_like(policy.inward), np.zeros_like(policy.outward)
    for position, (given, going) in enumerate(positions(pairs, answers)):
        hidden = np.tanh(given @ policy.inward)
        error = -np.exp(log_softmax(hidden @ policy.outward))
        error[np.arange(len(pairs)), answers[:, position]] += 1
        error *= (weights * going)[:, None]
        outward += hidden.T @ error
        inward += given.T @ (error @ policy.outward.T * (1 - hidden**2))
    return Policy(policy.inward + rate * inward, policy.outward + rate * outward)


def log_chances(policy: Policy, pairs: Whole, answers: Whole) -> Array:
    """Give the log probability of each answer as a whole, (n,)."""
    total = np.zeros(len(pairs))
    for position, (given, going) in enumerate(positions(pairs, answers)):
        total += np.where(going, log_next(policy, given)[np.arange(len(pairs)), answers[:, position]], 0)
    return total


# --8<-- [start:step]
def step(policy: Policy, start: Policy, settings: Settings, rng: np.random.Generator) -> tuple[Policy, float]:
    """Do one step of GRPO; give the policy and the share of groups whose answers did not all score alike."""
    pairs = PAIRS[rng.integers(len(PAIRS), size=settings.prompts)].repeat(settings.group, axis=0)
    answers = sample(policy, pairs, rng)
    scores = np.array(
        [settings.grader((int(a), int(b)), written(answer)) for (a, b), answer in zip(pairs, answers, strict=True)]
    ).reshape(settings.prompts, settings.group)
    weights = advantages(scores).ravel()
    if settings.kl:
        # The gradient of KL(policy || start) over samples: each is held back by how much likelier it has become.
        drift = log_chances(policy, pairs, answers) - log_chances(start, pairs, answers)
        weights = weights - settings.kl * (drift - drift.mean())
    policy = climb(policy, pairs, answers, weights, settings.rate / settings.group)
    return policy, float((scores.std(axis=1) > 0).mean())


# --8<-- [end:step]


def supervised(share_right: float, seed: int) -> Policy:
    """Give a starting policy that was shown answers of which this share was right, the others being any of 0 to 18."""
    rng = np.random.default_rng(seed)
    policy = Policy(rng.normal(size=(31 + LONGEST, HIDDEN)) * 0.3, rng.normal(size=(HIDDEN, 11)) * 0.1)
    for _ in range(600):
        pairs = PAIRS[rng.integers(len(PAIRS), size=128)]
        sums = np.where(rng.random(128) < share_right, pairs.sum(axis=1), rng.integers(19, size=128))
        tokens = [[*map(int, str(each)), *[STOP] * LONGEST][:LONGEST] for each in sums]
        policy = climb(policy, pairs, np.array(tokens), np.full(128, 1 / 128), 1.0)
    return policy


def measure(policy: Policy, grader: Grader, seed: int) -> Measured:
    """Measure a policy by 10 answers to each pair."""
    pairs = PAIRS.repeat(10, axis=0)
    answers = [written(each) for each in sample(policy, pairs, np.random.default_rng(seed))]
    asked = [(int(a), int(b)) for a, b in pairs]
    graded, right = (
        float(np.mean([each(pair, answer) for pair, answer in zip(asked, answers, strict=True)]))
        for each in (grader, exact)
    )
    return Measured(graded, right, float(np.mean([len(answer) for answer in answers])))


def train(start: Policy, settings: Settings, every: int, seed: int) -> list[tuple[int, Measured, float]]:
    """Train from a policy; give the step, what was measured, and the share of groups that taught something."""
    rng = np.random.default_rng(seed)
    policy, told = start, [(0, measure(start, settings.grader, seed), float("nan"))]
    taught: list[float] = []
    for done in range(1, settings.steps + 1):
        policy, share = step(policy, start, settings, rng)
        taught.append(share)
        if done % every == 0:
            told.append((done, measure(policy, settings.grader, seed), float(np.mean(taught))))
            taught.clear()
    return told


# --8<-- [start:example]
if __name__ == "__main__":
    start = supervised(share_right=0.5, seed=0)
    careless = Settings(grader=contains)
    runs = {"exact": Settings(), "contains": careless, "contains, held by KL 0.2": replace(careless, kl=0.2)}
    for name, settings in runs.items():
        print(f"{name}\n  step  graded  right  digits  signal")
        for done, found, signal in train(start, settings, every=40, seed=0):
            told = f"{signal:.2f}" if done else ""
            print(f"{done:6}{found.graded:8.2f}{found.right:7.2f}{found.length:8.1f}{told:>8}".rstrip())
# --8<-- [end:example]
