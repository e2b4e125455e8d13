"""What the review table says, in both languages."""

from __future__ import annotations

from translator.bitext import By
from translator.writing.wording import Words

BY: dict[By, Words] = {"machine": Words("machine", "机器"), "human": Words("person", "人工")}

FILTERS = (
    ("all", Words("All", "全部")),
    ("look", Words("To look at", "待核对")),
    ("hand", Words("By hand", "人工")),
)
"""Which rows are shown: the value, and the words on its button."""

ACTIONS = (
    ("right", Words("Right", "正确"), "Enter"),
    ("merge", Words("Merge", "合并"), "M"),
    ("split", Words("Split", "拆分"), "S"),
    ("up", Words("Up", "上移"), "Alt+ArrowUp"),
    ("down", Words("Down", "下移"), "Alt+ArrowDown"),
    ("next", Words("Next", "下一处"), "N"),
    ("undo", Words("Undo", "撤销"), "U"),
    ("redo", Words("Redo", "重做"), "Shift+U"),
)
"""What can be done with the sentence that is chosen: the name, the words on its button, its key as ARIA spells it."""

TITLES = {
    "right": Words("Mark this row as right", "标记本行正确"),
    "merge": Words("Merge this row with the next", "与下一行合并"),
    "split": Words("Split this row before the sentence", "在该句前拆分本行"),
    "up": Words("Move the sentence to the row above", "将该句移到上一行"),
    "down": Words("Move the sentence to the row below", "将该句移到下一行"),
    "next": Words("Go to the next row to look at", "转到下一处待核对"),
    "undo": Words("Undo", "撤销"),
    "redo": Words("Redo", "重做"),
}

KEYS = (
    ("↑ ↓ ← →", Words("walk from sentence to sentence", "在句子间移动")),
    ("Enter", Words("this row is right; go on to the next", "本行正确，转到下一行")),
    ("M", Words("merge this row with the next", "与下一行合并")),
    ("S", Words("split this row before the sentence", "在该句前拆分")),
    ("Alt ↑, Alt ↓", Words("move the sentence to the row above or below", "将该句移到上一行或下一行")),
    ("N, Shift N", Words("next or previous row to look at", "下一处或上一处待核对")),
    ("W, Shift W", Words("next or previous word and its counterpart", "下一个或上一个词及其对应词")),
    ("U, Shift U", Words("undo, redo (also Ctrl Z, Ctrl Y)", "撤销、重做（也可用 Ctrl Z、Ctrl Y）")),
)

MESSAGES = {
    "right": Words("Marked as right.", "已标记为正确。"),
    "merge": Words("Merged with the next row.", "已与下一行合并。"),
    "split": Words("Split.", "已拆分。"),
    "up": Words("Moved to the row above.", "已移到上一行。"),
    "down": Words("Moved to the row below.", "已移到下一行。"),
    "undo": Words("Undone.", "已撤销。"),
    "redo": Words("Done again.", "已重做。"),
    "reset": Words("As the machine left it; undo brings your edits back.", "已恢复机器对齐结果；可撤销。"),
    "restored": Words("Your edits of last time are here again.", "已恢复上次的修改。"),
    "unsaved": Words(
        "This browser keeps no edits; save the table before you close the page.",
        "浏览器无法保存修改；关闭页面前请保存表格。",
    ),
    "no-choice": Words("Choose a sentence to merge, split or move it.", "选择一个句子，再合并、拆分或移动。"),
    "no-row": Words("There is no row beyond it.", "前后没有其他行。"),
    "no-cut": Words("There is nothing to split off.", "没有可拆分的内容。"),
    "between": Words("There are sentences between the two that belong to another row.", "两行之间有属于其他行的句子。"),
    "apart": Words("The sentence does not adjoin those of the other row.", "该句与另一行的句子不相邻。"),
    "no-undo": Words("There is nothing to undo.", "没有可撤销的操作。"),
    "no-redo": Words("There is nothing to do again.", "没有可重做的操作。"),
    "no-more": Words("Nothing more to look at.", "没有其他待核对的行。"),
    "no-words": Words("No words are linked here.", "此处没有词对应。"),
    "nothing": Words("nothing here", "无对应"),
    "by-hand": Words("said to be right by a person", "已由人工确认"),
    "confidence": Words("confidence; press to mark as right", "置信度；点击标记为正确"),
}
"""What the page says after an action, or why an action is not possible."""

SUMMARY = Words("Aligned sentences", "句对齐")
SAVE = Words("Save", "保存")
RESET = Words("Start over", "恢复原样")
SHORTCUTS = Words("Keys", "快捷键")
MADE = Words("How it was aligned", "对齐方法")
NO_SCRIPT = Words("This table needs JavaScript, which is switched off.", "此表格需要启用 JavaScript。")
