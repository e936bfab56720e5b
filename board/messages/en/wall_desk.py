"""What the desk says about the walls."""

TEXTS: dict[str, str] = {
    "wall_desk.lit": "Every wall shows #{no} alone; press {plain[spotlight]} again to release",
    "wall_desk.unlit": "The walls do not show #{no} alone any more",
    "wall_desk.held": "Every wall keeps its frame; press {plain[hold]} when it is mended",
    "wall_desk.released": "The walls go on",
    "wall_desk.state_lit": "Walls show #{no}",
    "wall_desk.state_held": "Walls held {since}",
    "error.presence_unwritable": "The walls could not be told: {detail}",
    "remedy.presence_unwritable": "they go on and the board is safe; free space or allow writing, then press again",
}
