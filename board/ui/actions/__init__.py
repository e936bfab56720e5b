"""What the keys do to tasks: one file for each thing a person wants, and `table` for which is where.

`base` is the screen that they act on, `acting` the one whose keys call them. An action is a function of the screen and
of the tasks it acts on: the marked ones, or the one selected.
"""

from board.ui.actions.base import Action, Looking, Tasks, TaskScreen

__all__ = ["Action", "Looking", "TaskScreen", "Tasks"]
