"""`python -m board` does what the `board` command does."""

from board.cli import main

if __name__ == "__main__":
    main()
