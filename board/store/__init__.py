"""Where a board is kept: a folder with a snapshot in plain TinyDB JSON and an append-only journal of changes.

    board.json              the snapshot; stock TinyDB opens it                                  snapshot
    changes/000001.jsonl    numbered segments, one line a change: journal and history in one     segments
    lock                    held while a change is written; never deleted                        lock
    backups/                whole copies, what a repair took the place of, and what was cut off     backups

`reader` reads and follows it without a lock, `journal` writes it, `creation` makes it, `table` and `tinydb_store` put
TinyDB's `Table` and `Storage` over it; `doctor` examines it, `repair` mends it with what `remains` finds and `salvage`
makes of that, `migrations` brings up older versions, `care` is what a desk does meanwhile. Every system call goes
through `files`.

What was confirmed survives a killed process and a power cut on a local disk that honours fsync; readers never see half
a change; conflicting edits are reported, not lost. Two machines writing to one shared folder are not supported: their
locks do not meet.

Every error is a `StoreError`; the files are left as they are unless it says otherwise.

    code                  parameters             when
    no_board              path                   there is no board in the folder
    not_a_folder          path                   a file stands in the place of the folder, or above it
    not_a_board           where                  board.json is some other file
    from_newer_version    format, ours           a newer program made it
    damaged               where, detail          a file, or a place in one, is not as it was written
    no_permission         path                   the system does not allow it
    unreadable            path, detail           the disk or the share does not answer
    store_busy            holder, seconds        another process holds the lock; nothing was saved
    board_replaced                               another board stands in its place; nothing was saved
    not_saved             detail                 a write failed, and was taken back
    save_unknown          detail                 the disk failed in a way that proves nothing; the store stops
    store_stopped                                after save_unknown, until the store is opened again
    bad_value             entity, field, detail  a value of another type, or one that JSON cannot hold; nothing saved
    bad_change            seq, entity, id        a change does not fit the board; nothing was saved
    unknown_field         entity, field          a change names a field that there is not; nothing was saved
    compaction_failed     detail                 the snapshot could not be renewed; nothing is lost
    backup_failed         detail                 the copy could not be made, and there is none
    no_backup             name, names            there is no such copy
    bad_backup            name, detail           the copy that is to be restored does not open
    repair_failed         detail                 the repair could not be written; the board is as it was
    nothing_to_save       path                   no record is left, in the board or in its backups; nothing was touched
    board_exists          path                   a board is to be made where there is one
    folder_not_empty      path                   a board is to be made where there are other files
    not_a_demo            path                   the demo is to be made where there is a real board
    unknown_table         name                   TinyDB's door: there is no such table
    whole_write                                  TinyDB's door: the board is never written as a whole

A `Notice` tells of what was mended on the way: `torn_tail` (where, bytes, kept), the line of a writer that died.
"""
