"""改键：设置里哪些没有生效，主屏的输入落空时怎么说。"""

TEXTS: dict[str, str] = {
    "keymap.or": " 或 ",
    "keymap.line": "设置 [keys] 没有全部生效：{said}",
    "keymap.and": "；",
    "keymap.more": "另有 {count} 处，见帮助",
    "keymap.head": "设置 [keys] 里没有生效的",
    "keymap.unknown_action": "没有叫 {id} 的动作",
    "keymap.no_key": "{id} 没有写按键，仍用 {kept}",
    "keymap.unknown_key": "{id}：没有叫 {key} 的键",
    "keymap.never_sent": "{id}：终端发不出 {key}，或与别的键分不开",
    "keymap.taken": "{id}：{key} 会被终端或系统占用",
    "keymap.clash": "{key} 已用于「{other}」，{id} 仍用 {kept}",
    "typing.stray": "这里不能打字，「{text}」没有用上；录事项先按 {keys[new]}",
    "typing.stray_paste": "这里不能粘贴，「{text}」没有用上；要录入先按 {keys[new]} 再粘贴",
    "hint.unmark": "取消标记",
    "hint.unfilter": "取消筛选",
}
