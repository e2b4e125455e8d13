"""Pieces of a Word document that python-docx has no word for: East Asian fonts, table borders, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from translator.release import Language, Severity
from translator.writing.characters import xml_safe
from translator.writing.wording import Words

LATIN, HAN = "Calibri", "Microsoft YaHei"
GREY, LIGHT = "5B6570", "767E87"
_RULE, _NOTICE = "D0D5DA", "F6EFDC"
INKS: dict[Severity, str] = {"error": "A8231A", "warning": "7D4A00", "note": "44546A"}
_SHADES: dict[Severity, str] = {"error": "FBE6E3", "warning": "FBECCD", "note": "E8EDF3"}
_STYLES = {
    # name: (size in points, bold, points before, points after)
    "Title": (20, True, 6, 2),
    "Subtitle": (17, True, 0, 8),
    "Heading 1": (12, True, 14, 4),
    "List Bullet": (10, False, 0, 2),
    "Small": (9, False, 0, 2),
    "Report": (14, True, 10, 2),
    "Finding": (9, False, 1, 2),
    "Row": (10, False, 2, 2),
    "Row headline": (12, True, 2, 2),
    "Row subhead": (10.5, True, 2, 2),
    "Row label": (8, False, 2, 0),
}

# what the schema (ISO/IEC 29500-1) puts after an element; Word refuses a document in another order
_FOLLOWING: dict[str, tuple[str, ...]] = {
    "w:rFonts": ("w:b", "w:i", "w:color", "w:sz", "w:u", "w:shd", "w:vertAlign", "w:lang"),
    "w:pBdr": ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"),
    "w:shd": ("w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:vertAlign", "w:lang"),
    "w:lang": ("w:eastAsianLayout",),
    "w:tblBorders": ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"),
}


def new_document() -> Any:
    """An empty A4 document with this project's styles and a page number in its footer."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.9)
    normal = document.styles["Normal"]
    _style(normal, 10.5, False, 0, 6)
    for name, values in _STYLES.items():
        if name not in document.styles:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = normal
        _style(document.styles[name], *values)
    normal.paragraph_format.line_spacing = 1.15
    document.styles["Heading 1"].paragraph_format.keep_with_next = True
    document.styles["Row label"].paragraph_format.keep_with_next = True
    _number_pages(section.footer.paragraphs[0], Pt(8))
    return document


def points(number: float) -> Any:
    """A length in points."""
    from docx.shared import Pt

    return Pt(number)


def add_text(
    paragraph: Any,
    text: str,
    language: Language,
    *,
    colour: str | None = None,
    underline: str | None = None,
    shade: Severity | None = None,
    size: float | None = None,
    superscript: bool = False,
) -> Any:
    """A run in its language's font: colour as RRGGBB, underline as Word names it, size in points."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(xml_safe(text))
    properties = run._r.get_or_add_rPr()
    if language == "zh":
        # without the hint Word sets “ ” … — in the Latin font, half as wide as Chinese needs them
        _child(properties, "w:rFonts").set(qn("w:hint"), "eastAsia")
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    if superscript:
        run.font.superscript = True
    if underline:
        run.font.underline = _underlines()[underline]
    if shade:
        shading = _child(properties, "w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADES[shade])):
            shading.set(qn(f"w:{name}"), value)
    return run


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """A place that add_link leads to; number: its own in the document."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.append(start)
    paragraph._p.append(end)


def add_link(paragraph: Any, text: str, name: str, colour: str) -> None:
    """Words that lead to the bookmark of this name."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = add_text(paragraph, text, "en", colour=colour, size=8)
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    run._r.addprevious(link)
    link.append(run._r)


def add_notice(document: Any, label: str, text: str, language: Language) -> None:
    """A line in a shaded box."""
    from docx.oxml.ns import qn

    paragraph = document.add_paragraph()
    properties = paragraph._p.get_or_add_pPr()
    shading = _child(properties, "w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _NOTICE)):
        shading.set(qn(f"w:{name}"), value)
    borders = _child(properties, "w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        # in the shade's own colour: only the room around the text is wanted
        _line(borders, side, space=4, colour=_NOTICE)
    add_text(paragraph, f"{label}  ", language, colour="5C4300")
    add_text(paragraph, text, language, colour="5C4300").bold = True


def add_table(document: Any, widths: Sequence[float]) -> Any:
    """A table with thin lines between its rows; widths of the columns in centimetres."""
    from docx.shared import Cm

    table = document.add_table(rows=0, cols=len(widths))
    table.autofit = False
    borders = _child(table._tbl.tblPr, "w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        _line(borders, side, space=0, colour=_RULE)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def add_row(table: Any) -> Any:
    """The cells of a new row, which stays on one page."""
    row = table.add_row()
    _child(row._tr.get_or_add_trPr(), "w:cantSplit")
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width
        cell.paragraphs[0].style = "Row"
    return row.cells


def add_header(table: Any, heads: Sequence[Words]) -> None:
    """A first row that is repeated on every page."""
    cells = add_row(table)
    _child(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    for cell, head in zip(cells, heads, strict=True):
        add_text(cell.paragraphs[0], f"{head.en} {head.zh}".strip(), "zh", colour=GREY, size=8.5)


def _line(borders: Any, side: str, *, space: int, colour: str) -> None:
    from docx.oxml.ns import qn

    line = _child(borders, f"w:{side}")
    for name, value in (("val", "single"), ("sz", "4"), ("space", str(space)), ("color", colour)):
        line.set(qn(f"w:{name}"), value)


def _style(style: Any, size: float, bold: bool, before: float, after: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor(0x1D, 0x23, 0x2B)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    properties = style.element.get_or_add_rPr()
    fonts = _child(properties, "w:rFonts")
    for name in list(fonts.attrib):
        # theme fonts win over named ones
        del fonts.attrib[name]
    for name, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", HAN)):
        fonts.set(qn(f"w:{name}"), font)
    languages = _child(properties, "w:lang")
    languages.set(qn("w:val"), "en-US")
    languages.set(qn("w:eastAsia"), "zh-CN")
    spacing = properties.find(qn("w:spacing"))
    if spacing is not None:
        properties.remove(spacing)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def _number_pages(paragraph: Any, size: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for field in ("PAGE", " / ", "NUMPAGES"):
        run = paragraph.add_run("" if field.isupper() else field)
        run.font.size = size
        if field.isupper():
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), field)
            run._r.addprevious(simple)
            run.text = "1"
            simple.append(run._r)


def _child(parent: Any, name: str) -> Any:
    """The child of this name, made in its place in the schema's order where it is missing."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    found = parent.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        after = [qn(follower) for follower in _FOLLOWING.get(name, ())]
        place = next((index for index, child in enumerate(parent) if child.tag in after), len(parent))
        parent.insert(place, found)
    return found


def _underlines() -> dict[str, Any]:
    from docx.enum.text import WD_UNDERLINE

    return {"single": WD_UNDERLINE.SINGLE, "dotted": WD_UNDERLINE.DOTTED}
