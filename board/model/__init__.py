"""What a board is: pure data and rules, without I/O and without a clock (`now` is always passed in)."""
