"""Gives the tables of the result notebooks, which their pages show like any other table."""

from collections.abc import Sequence
from dataclasses import dataclass

from snippets.lab.errors import FigureError


@dataclass(frozen=True, repr=False)
class Table:
    """What a notebook shows where it ends a cell: one line of heads, and rows of as many cells.

    Raises:
        FigureError: on no rows, or a row of another length.

    """

    heads: Sequence[str]
    rows: Sequence[Sequence[object]]

    def __post_init__(self) -> None:
        """Refuse what Markdown would show as a damaged table."""
        if not self.rows:
            raise FigureError(f"No rows under {', '.join(self.heads)}. Check the filter that selects the runs.")
        for row in self.rows:
            if len(row) != len(self.heads):
                raise FigureError(f"A row has {len(row)} cells and the table {len(self.heads)} heads: {row}.")

    def __repr__(self) -> str:
        """Say how large it is; the cells stand in the Markdown."""
        return f"<Table of {len(self.rows)} rows: {', '.join(self.heads)}>"

    def _repr_markdown_(self) -> str:
        """Return the table as Markdown."""
        lines = [self.heads, ["---"] * len(self.heads), *self.rows]
        return "\n".join(f"| {' | '.join(str(cell).replace('|', '&#124;') for cell in line)} |" for line in lines)
