"""A build that fails ends with what is wrong, also where MkDocs itself would say nothing, as of 404.html."""

from __future__ import annotations

import pytest
from mkdocs.exceptions import Abort

from overrides.rendering.data import DataError
from overrides.rendering.hooks import on_build_error, on_post_template


def test_a_script_in_a_template_is_named_in_the_last_words_of_the_build() -> None:
    with pytest.raises(DataError) as found:
        on_post_template("<script>stranger()</script>")
    with pytest.raises(Abort, match=r"'stranger\(\)'. Remove it\.\nNothing was built\."):
        on_build_error(found.value)
