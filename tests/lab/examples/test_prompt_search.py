"""What is shown of the search begins with the plain prompt, and the half that chooses never falls."""

from collections.abc import Callable


def test_more_tries_never_lower_the_score_that_chooses(shown: Callable[[str], str]) -> None:
    rows = [line.split() for line in shown("prompt_search").splitlines()[1:]]
    assert [row[0] for row in rows] == ["1", "4", "12"]
    assert rows[0][1] == "0", "the first prompt of a search shows no example"
    chosen = [float(row[2]) for row in rows]
    assert chosen == sorted(chosen)
    assert all(round(share * 16, 1) % 1 < 0.2 or round(share * 16, 1) % 1 > 0.8 for share in chosen), "16 reviews score"
