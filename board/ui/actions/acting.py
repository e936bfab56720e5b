"""The screen whose keys act: by their names in the table of actions, on the tasks of `targets`."""

from __future__ import annotations

from board.ui.actions.base import TaskScreen


class ActingScreen(TaskScreen):
    """A `TaskScreen` on which `act('…')` of the table of keys does something."""

    async def action_act(self, name: str) -> None:
        """Every acting key comes through here: a read-only board and an empty column answer with one line."""
        # The actions bring their dialogs along: the first frame does not wait for them.
        from board.ui.actions.table import ACTIONS, STOPS, TO_WALLS, WITHOUT_TASKS

        to_walls = name in TO_WALLS and self.session.walls is not None
        if not to_walls:
            await self.session.settled()
        if (refusal := self.session.refusal) is not None and not to_walls:
            self.say(self.error_line(refusal), "bad")
            return
        board = self.board
        tasks = tuple(board.tasks[no] for no in self.targets() if no in board.tasks)
        if name == "new":
            self.do_new()
        elif name not in WITHOUT_TASKS and not tasks:
            self.say_no_task()
        elif name not in STOPS or not self.stopped(tasks, STOPS[name]):
            waits = ACTIONS[name](self, tasks)
            if waits is not None:
                await waits
