"""What is seen: the desk, over a store that writes, or the same board over a reader that does not."""
