"""A prompt put together from a shared prefix and a query is the whole few-shot prompt."""

from snippets.lab.prompts import Example, Template, few_shot

TEMPLATE = Template("Review: ", "\nSentiment:")
SHOWN = [Example("Great phone.", "positive"), Example("It broke.", "negative")]


def test_prefix_and_query_give_demonstrations_between_blank_lines() -> None:
    prefix, start = few_shot(TEMPLATE, SHOWN)
    assert prefix + start + TEMPLATE.ask("Fine.") == (
        "Review: Great phone.\nSentiment: positive\n\n"
        "Review: It broke.\nSentiment: negative\n\n"
        "Review: Fine.\nSentiment:"
    )


def test_the_last_line_break_belongs_to_the_query() -> None:
    prefix, start = few_shot(TEMPLATE, SHOWN)
    assert prefix.endswith("negative\n")
    assert start == "\n"


def test_no_demonstrations_is_a_zero_shot_prompt() -> None:
    assert few_shot(TEMPLATE, []) == ("", "")


def test_an_instruction_stands_before_the_demonstrations_or_alone() -> None:
    prefix, start = few_shot(TEMPLATE, SHOWN[:1], "Judge it.")
    assert prefix + start == "Judge it.\n\nReview: Great phone.\nSentiment: positive\n\n"
    assert few_shot(TEMPLATE, [], "Judge it.") == ("Judge it.\n", "\n")


def test_a_question_ends_where_the_label_begins() -> None:
    assert TEMPLATE.show(SHOWN[0]) == TEMPLATE.ask("Great phone.") + " positive"
