"""What is seen: the desk, over a store that writes, or the same board over a reader that does not."""

import os

# Textual asks terminals that can (kitty, foot, Windows Terminal ..) to send even plain text as escape sequences, and
# gives up on a sequence of more than 32 characters: five Chinese characters that an input method commits at once would
# then arrive as `^[0;;22478:31649..`. As plain UTF-8 every text arrives whole. Whoever wants the protocol sets it to 0.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
