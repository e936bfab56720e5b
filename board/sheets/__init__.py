"""Files of tables from elsewhere: xlsx, xlsm and CSV, read into grids within limits, or refused with a reason."""

from board.sheets.limits import Limits
from board.sheets.opening import open_ledger

__all__ = ["Limits", "open_ledger"]
