"""English headings, alone or beside Chinese ones: Responsible Unit, Due date, % complete.

Unlike a Chinese heading an English one is matched whole, since the cells below are made of the same ordinary words.
The first rule that fits decides, as in `head_rules`, and the ranks are on the same scale.
"""

from __future__ import annotations

import re

from board.text.ledger.roles import Role
from board.text.width import half

_UNIT = (
    "(?:units?|departments?|depts?|agency|agencies|bureaus?|offices?|organi[sz]ations?|body|bodies|divisions?|"
    "institutions?|party|parties|teams?)"
)
_PERSON = "(?:persons?|owners?|officers?|contacts?|staff|officials?)"
_DOES = "(?:responsible|accountable|implementing|executing|handling|action|owning|undertaking|rectification)"
_HELPS = (
    "(?:co|supporting|assisting|co ?operating|participating|co ?ordinating|partner|joint|contributing|collaborating|"
    "other|involved)"
)
_ASKS = (
    "(?:supervising|inspecting|monitoring|auditing|verifying|checking|reporting|issuing|requesting|originating|"
    "approving|reviewing|submitting|compiling|complaining|accepting|receiving|raising|design|construction)"
)
_ASKED = (
    "(?:supervised|inspected|checked|verified|reported|issued|requested|raised|approved|reviewed|prepared|submitted|"
    "compiled|found|signed|created|updated|received|recorded|registered|opened|observed)"
)
_DAY = "(?:date|day|time)"
_DONE = "(?:completed|closed|finished|resolved|rectified|delivered)"
_DOING = "(?:completion|closure|finish|resolution|rectification|delivery|end)"
_LATER = "(?:extended|postponed|deferred|revised|adjusted|amended|new|changed|extension)"
_MONEY = (
    "(?:investments?|amounts?|costs?|spending|funds?|funding|money|expenditures?|outlay|cny|rmb|yuan|million|thousand|"
    "1?0*k|10+)"
)
_YEAR = r"(?:(?:annual|yearly|this year|20\d\d) )?"
_WRONG = "(?:problems?|issues?|hazards?|findings?|defects?|deficiency|deficiencies|shortcomings?|violations?)"
_DUTY = "(?:tasks?|items?|matters?|actions?|assignments?|activity|activities|decisions?|to dos?|work)"
_SAID = "(?:descriptions?|details?|names?|titles?|contents?|summary)"


def _rule(pattern: str, role: Role, rank: int = 0) -> tuple[re.Pattern[str], Role, int]:
    return re.compile(pattern), role, rank


_RULES = (
    # -- what only counts, and where one calls
    _rule(r"nos?|nr|s ?n|sn|seq|sequence|number|(?:serial|row|line|item|sequence) (?:no|number)", Role.SERIAL),
    _rule(rf"(?:(?:{_DUTY}|{_WRONG}|case|ticket|project|order|document) )?(?:id|code|ref|reference)(?: (?:no|number))?|"
          rf"(?:{_DUTY}|{_WRONG}|case|ticket|project|order|document) (?:no|number)", Role.CODE),
    _rule(r"(?:contact |office )?(?:phones?|telephones?|tel|mobiles?|cell)(?: no| numbers?)?|"
          r"contact (?:no|number|details|info|information)", Role.PHONE),
    _rule(rf"{_PERSON}(?: and)? (?:phone|telephone|tel|mobile)(?: no| number)?", Role.PERSON, 5),
    _rule(rf"(?:{_DOES} )?(?:{_UNIT}(?: and| or)? {_PERSON}|{_PERSON}(?: and| or)? {_UNIT})", Role.UNIT_PERSON, 5),
    _rule(rf"{_ASKS} (?:{_UNIT}|{_PERSON})|{_ASKED} by|inspectors?|supervisors?|verifiers?", Role.NOTE),
    # -- time
    _rule(rf"{_LATER} (?:to|until|till|{_DAY}|deadline|(?:due|target|completion) date)|extended|postponed",
          Role.NEW_DUE, 5),
    _rule(rf"(?:assigned|issued|allocated|dispatched|ordered)(?: (?:on|at|{_DAY}))?|"
          rf"(?:assignment|issue|dispatch|order) {_DAY}|{_DAY} (?:of issue|assigned|issued)", Role.ASSIGNED, 3),
    _rule(rf"(?:(?:planned|actual|expected) )?(?:start|started|begin|commencement)(?: (?:on|{_DAY}))?", Role.START),
    _rule(rf"{_DONE} (?:on|at|{_DAY})|{_DAY} (?:{_DONE}|of {_DOING})|actual (?:{_DOING}|{_DOING} {_DAY}|{_DAY})",
          Role.DONE_ON, 5),
    _rule(r"(?:original|initial|previous|old) (?:deadline|due|(?:due|target) date)", Role.DUE, 6),
    _rule(rf"(?:final |current |{_DOING} )?deadline|due|due (?:date|by|on|time|day)|date due|when due|by when|"
          rf"(?:to be )?(?:complete|finish|close|do|deliver|{_DONE}|done) by", Role.DUE, 9),
    _rule(rf"time ?limit|{_DOING} (?:period|time ?limit|term)", Role.DUE, 8),
    _rule(rf"(?:target|planned|required|expected|estimated|scheduled|agreed|proposed) "
          rf"(?:{_DAY}|{_DOING}(?: {_DAY})?)|eta", Role.DUE, 7),
    _rule(rf"{_DOING} {_DAY}", Role.DUE, 5),
    _rule(r"time ?frame|time ?line|schedule|milestones?|when|date|time", Role.DUE, 4),
    _rule(rf"{_ASKED} (?:on|at|{_DAY})|{_DAY} {_ASKED}|(?:last|next) (?:update|updated|review|report|inspection)|"
          rf"(?:report|reporting|inspection|response|meeting) {_DAY}", Role.NOTE),
    # -- status and progress
    _rule(r"(?:%|percent|percentage)(?: (?:of )?(?:complete|completed|completion|done|progress))?|"
          r"(?:complete|completed|completion|done|progress) (?:%|percent|percentage|rate|ratio)|progress|completion",
          Role.PROGRESS, 5),
    _rule(rf"(?:(?:current|overall|{_DUTY}|{_DOING}) )?(?:status|stage|state|phase)", Role.STAGE, 7),
    _rule(rf"(?:is (?:it )?)?(?:{_DONE}|done|met|fixed)(?: (?:y n|yes no))?", Role.STAGE, 4),
    _rule(r"(?:latest |current |recent )?(?:(?:progress|status) (?:notes?|updates?|reports?|to date|made|description)|"
          r"updates?|situation|results?|outcomes?)", Role.MAYBE_STAGE, 3),
    _rule(r"lamps?|traffic lights?|rag(?: status)?|lights?|colou?rs?|flags?|warning", Role.LAMP),
    # -- money
    _rule(rf"(?:total|overall) {_MONEY}|(?:total )?budget", Role.TOTAL, 3),
    _rule(rf"{_YEAR}(?:planned|plan|target|budgeted|allocated)(?: {_MONEY})+", Role.PLANNED, 3),
    _rule(rf"{_YEAR}(?:completed|actual|cumulative|spent|invested)(?: {_MONEY})+|spent|invested|{_MONEY} (?:completed|"
          rf"spent|to date)", Role.COMPLETED, 3),
    _rule(rf"{_MONEY}", Role.NOTE),
    # -- who
    _rule(rf"lead(?:ing)? {_UNIT}|led by", Role.LEAD_UNIT, 5),
    _rule(rf"{_HELPS} ?{_UNIT}|(?:supported|assisted|helped) by|partners?", Role.CO_UNITS, 5),
    _rule(rf"{_DOES} {_UNIT}|{_UNIT} (?:responsible|in charge)|owner {_UNIT}", Role.UNIT, 8),
    _rule(rf"{_UNIT}(?: name)?", Role.UNIT, 7),
    _rule(r"(?:(?:responsible|district|deputy) )?(?:leaders?|mayor|director)(?: in charge)?|sponsor", Role.LEADER, 5),
    _rule(rf"(?:(?:{_DOES}|contact|focal) )?{_PERSON}(?: (?:responsible|in charge))?|who|by whom|responsible|assignee|"
          rf"assigned to|{_DUTY} owner|(?:project )?manager|handler|handled by|focal point|pic", Role.PERSON, 8),
    _rule(r"names?", Role.PERSON, 2),
    _rule(r"(?:working |work |task )?(?:group|force)|workstream", Role.GROUP),
    # -- what kind, where from, where
    _rule(r"sources?|origin|basis", Role.SOURCE),
    _rule(rf"(?:(?:{_DUTY}|{_WRONG}) )?(?:types?|kind)", Role.KIND, 5),
    _rule(rf"(?:(?:{_DUTY}|{_WRONG}|project) )?(?:category|categories|class|classification|section|theme|sector|field|"
          rf"domain|chapter|program|programme)", Role.CATEGORY, 5),
    _rule(r"(?:exact |specific )?(?:location|place|site|address|area|street|spot|where|road|village|community|"
          r"neighbou?rhood)", Role.AREA, 5),
    # -- what is wrong or to be done
    _rule(rf"(?:(?:main|existing|specific|identified|reported) )?{_WRONG}(?: (?:{_SAID}|found|identified))?|"
          rf"(?:description|details) of (?:the )?{_WRONG}", Role.TITLE, 9),
    _rule(rf"(?:(?:key|major) )?(?:projects?|works)(?: {_SAID})?", Role.TITLE, 8),
    _rule(r"(?:inspection|check|assessment|evaluation|test) (?:items?|points?|standards?)|indicators?|criteri(?:on|a)|"
          r"standards?|checkpoints?", Role.TITLE, 6),
    _rule(rf"(?:(?:key|main|major|work|action|agreed|specific|assigned|priority) )?{_DUTY}(?: {_SAID}| to do| points?|"
          rf" items?)?|what|(?:description|details|name) of (?:the )?{_DUTY}", Role.TITLE, 5),
    _rule(rf"(?:brief )?(?:{_SAID}|subjects?|topics?)", Role.TITLE, 4),
    _rule(r"(?:(?:rectification|corrective|remedial|planned) )?(?:measures?|next steps?|approach)(?: taken)?|"
          r"requirements?|goals?|objectives?|targets?", Role.TITLE, 1),
    _rule(r"notes?|remarks?|comments?|reasons?|causes?|priority|severity|risks?|score|quantity|photos?|attachments?|"
          r"evidence|links?|extensions?|overdue|days? (?:overdue|left|late)|feedback", Role.NOTE),
)  # fmt: skip

_MARKS = re.compile(r"[^a-z0-9%]+")
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")


def read_english(text: str) -> tuple[Role, int] | None:
    """The role and rank of an English heading; None when it is not known.

    What stands in brackets counts where it helps: a sum of money (Completed (CNY)), a share (Progress (%)).
    """
    typed = half(text).lower()
    forms = [_words(typed), _words(_BRACKETS.sub(" ", typed))]
    return next((found for form in dict.fromkeys(forms) if (found := _first(form)) is not None), None)


def _words(text: str) -> str:
    return _MARKS.sub(" ", text).strip()


def _first(words: str) -> tuple[Role, int] | None:
    return next(((role, rank) for pattern, role, rank in _RULES if pattern.fullmatch(words)), None)
