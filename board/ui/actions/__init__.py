"""What the keys do to tasks: one file for each thing a person wants, `table` for which is where, `base` for the screen.

An action is a function of the screen and of the tasks it acts on: the marked ones, or the one selected.
"""

from board.ui.actions.base import Action, Looking, Tasks, TaskScreen

__all__ = ["Action", "Looking", "TaskScreen", "Tasks"]
