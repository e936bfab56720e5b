"""主屏上关于大屏的话。"""

TEXTS: dict[str, str] = {
    "wall_desk.lit": "大屏聚焦 #{no}；再按 {plain[spotlight]} 放开",
    "wall_desk.unlit": "大屏不再聚焦 #{no}",
    "wall_desk.held": "大屏画面保持不动；改好后按 {plain[hold]} 放开",
    "wall_desk.released": "大屏恢复",
    "wall_desk.state_lit": "大屏聚焦 #{no}",
    "wall_desk.state_held": "大屏保持 {since}",
    "error.presence_unwritable": "没能告诉大屏：{detail}",
    "remedy.presence_unwritable": "大屏照旧，看板不受影响；看看磁盘是否已满、文件夹能否写入，再按一次",
}
