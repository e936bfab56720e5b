"""What was typed: pure readers of text, without I/O and without a clock."""
