"""Joining tables with pandas, which the command line imports late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from alliance_spiders.alliances import all_alliances
from output.tables import Table

if TYPE_CHECKING:
    from pandas import DataFrame


def frame_of(records: Iterable[Mapping[str, object]], columns: tuple[str, ...]) -> DataFrame:
    """Records as a frame of these columns, also when there are none."""
    import pandas as pd

    return pd.DataFrame(list(records), columns=list(columns))


def in_alliance_order(claims: DataFrame) -> DataFrame:
    """Claims with the name of their alliance, in the order of the alliances, then by trust."""
    alliances = frame_of(
        (
            {"alliance_code": alliance.code, "alliance_name": alliance.name, "place": place}
            for place, alliance in enumerate(all_alliances())
        ),
        ("alliance_code", "alliance_name", "place"),
    )
    return claims.merge(alliances, on="alliance_code").sort_values(["place", "ods_code"])


def table_of(frame: DataFrame, columns: tuple[str, ...]) -> Table:
    """The frame as a table of these columns; what is missing is an empty cell."""
    cells = frame.reindex(columns=list(columns)).astype(object)
    filled = cells.where(cells.notna(), "")
    return Table(columns, tuple(tuple(str(cell) for cell in row) for row in filled.itertuples(index=False)))
