"""Keys of one's own: what in the settings does not hold, and what is said to typing that has nowhere to go."""

TEXTS: dict[str, str] = {
    "keymap.or": " or ",
    "keymap.line": "settings [keys], not in force: {said}",
    "keymap.and": "; ",
    "keymap.more": "{count} more, see the help",
    "keymap.head": "Settings [keys] that are not in force",
    "keymap.unknown_action": "there is no action {id}",
    "keymap.no_key": "{id} names no key, it keeps {kept}",
    "keymap.unknown_key": "{id}: there is no key {key}",
    "keymap.never_sent": "{id}: terminals do not send {key}, or send the same as for another key",
    "keymap.taken": "{id}: {key} is taken by terminals or the system",
    "keymap.clash": "{key} is already for '{other}', {id} keeps {kept}",
    "typing.stray": "nothing can be typed here, '{text}' was not used; for a new task press {keys[new]} first",
    "typing.stray_paste": "nothing can be pasted here, '{text}' was not used; press {keys[new]} first, then paste",
    "hint.unmark": "unmark",
    "hint.unfilter": "show all",
}
