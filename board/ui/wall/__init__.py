"""大屏: what the room sees. Everything in here only reads."""
