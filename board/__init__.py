"""提质看板: a keyboard-first kanban board for a district quality office."""

__version__ = "0.1.0"
