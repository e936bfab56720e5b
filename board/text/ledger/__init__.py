"""Someone else's ledger: grids of cells become rows of what they say. Nothing here opens a file.

`grid` is what a file holds, `heads` what a heading means, `tables` where tables begin and which column says what,
`names`, `states`, `figures` and `dates` what a cell says, `rows` which rows are tasks, `reading` the whole workbook.
"""
