"""What leaves the room: pure rows first, then the formats that carry them."""
