"""Tables of the notebooks: their Markdown, and what is refused."""

import pytest
from markdown import markdown

from snippets.lab.errors import FigureError
from snippets.lab.tables import Table


def test_cells_arrive_in_the_page_as_they_were_given() -> None:
    html = markdown(Table(["Arm", "a|b"], [["LoRA", 3], ["x | y", -1.5]])._repr_markdown_(), extensions=["tables"])
    for cell in ("<th>Arm</th>", "<th>a|b</th>", "<td>LoRA</td>", "<td>3</td>", "<td>x | y</td>", "<td>-1.5</td>"):
        assert cell in html.replace("&#124;", "|")


@pytest.mark.parametrize("rows", [[], [["LoRA"]], [["LoRA", 1, 2]]])
def test_a_damaged_table_is_refused(rows: list[list[object]]) -> None:
    with pytest.raises(FigureError):
        Table(["Arm", "Accuracy"], rows)
