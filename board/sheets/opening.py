"""Opening a file: what it is, is told by its content, never by its name."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from board.errors import StoreError, Unreadable
from board.sheets.csv_text import read_text
from board.sheets.limits import Budget, Limits, damaged, too_large
from board.sheets.xlsx import read_workbook
from board.text.ledger.grid import Workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_OLD_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<?mso", b"mime-version:", b"<workbook")


def open_ledger(path: Path, limits: Limits | None = None, *, progress: Callable[[int], None] | None = None) -> Workbook:
    """The sheets of a file; `progress` is called now and then with the number of rows that were read.

    Raises:
        Unreadable: `ledger_damaged`, `ledger_encrypted`, `ledger_not_a_workbook`, `ledger_too_large`, `ledger_empty`,
            `ledger_old_xls` or `ledger_markup`.
        StoreError: `unreadable`, when the file cannot be opened at all; `no_such_file`.
    """
    limits = limits or Limits()
    budget = Budget(limits, progress)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(512)
            _refuse_by_head(head, size, path, limits)
            if head.startswith(_ZIP):
                book = read_workbook(file, path.stem, budget)
            else:
                file.seek(0)
                book = read_text(file.read(limits.file + 1), path.stem, budget)
    except FileNotFoundError as error:
        raise StoreError("no_such_file", path=path) from error
    except zipfile.BadZipFile as error:
        raise damaged() from error
    except OSError as error:
        raise StoreError("unreadable", path=path, detail=error.strerror or type(error).__name__) from error
    if not any(sheet.rows for sheet in book.sheets):
        raise Unreadable("ledger_empty", refused="empty")
    return book


def _refuse_by_head(head: bytes, size: int, path: Path, limits: Limits) -> None:
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("ledger_empty", refused="empty") if size <= len(head) else damaged()
    if head.startswith(_OLE):
        with path.open("rb") as file:
            if _ENCRYPTED in file.read(1 << 20):
                raise Unreadable("ledger_encrypted", refused="damaged")
        raise Unreadable("ledger_old_xls", refused="old_xls")
    if head.startswith(_OLD_BIFF):
        raise Unreadable("ledger_old_xls", refused="old_xls")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise Unreadable("ledger_markup", refused="old_xls")
    if size > limits.file:
        raise too_large()
