"""办理事项时说的话：办成了、没办成、问什么。"""

TEXTS: dict[str, str] = {
    "desk.last_stage": "#{no} 已在最后阶段「{stage}」",
    "desk.first_stage": "#{no} 已在最前阶段「{stage}」",
    "desk.mixed_stages": "所选事项阶段不同（{standing}），请分阶段推进",
    "desk.refused_by_some": "{said}。{count} 项都没有改；取消 {named} 的标记，其余 {others} 项可以办",
    "desk.refused_by_all": "{said}。所选 {count} 项都不能这样办",
    "done.many": "{count} 项",
    "done.move": "{which} 已到「{stage}」；按 u 撤销",
    "done.assign": "{which} 已交办 {unit}；按 u 撤销",
    "done.send": "{which} 已分到 {group}；按 u 撤销",
    "done.due": "{which} 时限 {due}；按 u 撤销",
    "done.note": "{which} 进展已记",
    "done.urge": "已催办 {which} {unit}（第 {count} 次）",
    "done.urge_many": "已催办 {which}；按 u 撤销",
    "done.void": "{which} 已作废；按 u 撤销",
    "done.undo": "已撤销 {what}；按 y 重做",
    "done.redo": "已重做 {what}",
    "form.heading": "{what} {which}",
    "form.task_changed": "#{no} 刚被别人改过；保存时会再核对",
}
