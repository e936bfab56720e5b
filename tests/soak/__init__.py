"""Long runs of what can go wrong with a board's files, in one table: see `__main__`."""
