"""Every error of the lab can be told apart, and caught as one kind."""

import inspect

from snippets.lab import errors

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]


def test_all_are_lab_errors_with_a_description() -> None:
    assert len(KINDS) >= 7
    assert all(issubclass(kind, errors.LabError) and kind.__doc__ for kind in KINDS)


def test_none_hides_another() -> None:
    """An except clause for one must not catch a second."""
    kinds = set(KINDS) - {errors.LabError}
    assert not [(one, two) for one in kinds for two in kinds if one is not two and issubclass(one, two)]
