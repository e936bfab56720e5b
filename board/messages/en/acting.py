"""What is said when tasks are acted on: done, refused, asked."""

TEXTS: dict[str, str] = {
    "desk.last_stage": "#{no} is at its last stage, {stage}",
    "desk.first_stage": "#{no} is at its first stage, {stage}",
    "desk.mixed_stages": "these tasks stand at different stages ({standing}); move them one stage at a time",
    "desk.refused_by_some": "{said}. None of the {count} was changed; unmark {named} and the other {others} can go",
    "desk.refused_by_all": "{said}. None of the {count} tasks can do this",
    "done.many": "{count} tasks",
    "done.move": "{which}: now {stage}; u undoes it",
    "done.assign": "{which}: assigned to {unit}; u undoes it",
    "done.send": "{which}: sent to {group}; u undoes it",
    "done.due": "{which}: due {due}; u undoes it",
    "done.note": "{which}: progress noted",
    "done.urge": "urged {unit} about {which} (no. {count})",
    "done.urge_many": "urged: {which}; u undoes it",
    "done.void": "{which}: void; u undoes it",
    "done.undo": "undone: {what}; y does it again",
    "done.redo": "done again: {what}",
    "form.heading": "{what} {which}",
    "form.task_changed": "#{no} was just changed by someone else; saving will check it again",
}
