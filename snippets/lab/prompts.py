"""Gives prompts for classification: a template, examples, and a prefix that many queries share."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """One text and its label."""

    text: str
    label: str


# --8<-- [start:template]
@dataclass(frozen=True)
class Template:
    """What stands before and after the text; the label follows, after a space."""

    before: str
    after: str

    def ask(self, text: str) -> str:
        r"""Put a text into the template; what the model should say next is the label.

        >>> Template("Review: ", "\nSentiment:").ask("Great phone.")
        'Review: Great phone.\nSentiment:'
        """
        return f"{self.before}{text}{self.after}"

    def show(self, example: Example) -> str:
        """Write an example with its label, as a demonstration."""
        return f"{self.ask(example.text)} {example.label}"


def few_shot(template: Template, demonstrations: Sequence[Example], instruction: str = "") -> tuple[str, str]:
    r"""Give the prefix that all queries share, an instruction and demonstrations, and what begins each query.

    The last line break goes to the query: tokenizers merge line breaks with what is next to them, so
    cutting elsewhere would give tokens that the whole prompt does not have.

    >>> few_shot(Template("Q: ", "\nA:"), [Example("1+1?", "2")])
    ('Q: 1+1?\nA: 2\n', '\n')
    """
    parts = [*([instruction] if instruction else []), *(template.show(example) for example in demonstrations)]
    return ("\n\n".join(parts) + "\n", "\n") if parts else ("", "")


# --8<-- [end:template]


# What other templates do is measured with these, in place of a task's own.
FORMATS = {
    "plain": Template("", "\n"),
    "arrow": Template("", " =>"),
    "question": Template("Text: ", "\nQuestion: Which class is this?\nAnswer:"),
    "input-output": Template("Input: ", "\nOutput:"),
}
