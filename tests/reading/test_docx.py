import io
import re
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from translator.reading.docx import parse_docx
from translator.release import ReleaseError


def saved(document: "docx.document.Document") -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def parse(document: "docx.document.Document") -> list[tuple[str, str | None]]:
    return [tuple(paragraph) for paragraph in parse_docx(saved(document), "a.docx").paragraphs]


def test_styles_give_the_roles_and_the_body_its_order() -> None:
    document = docx.Document()
    document.add_paragraph("Summit opens", style="Title")
    document.add_paragraph("Experts attend", style="Subtitle")
    document.add_paragraph("重庆6月21日电　峰会开幕。")
    document.add_heading("Four zeros", 1)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Patients", "320,000"
    document.add_paragraph("A turning point.", style="Intense Quote")
    document.add_paragraph("Guests talk.", style="Caption")
    document.add_paragraph("16 lectures", style="List Bullet")
    assert parse(document) == [
        ("Summit opens", "headline"),
        ("Experts attend", "subhead"),
        ("重庆6月21日电 峰会开幕。", None),
        ("Four zeros", "subhead"),
        ("Patients", "item"),
        ("320,000", "item"),
        ("A turning point.", "quote"),
        ("Guests talk.", "caption"),
        ("16 lectures", "item"),
    ]


def test_without_a_title_the_first_heading_is_the_headline() -> None:
    document = docx.Document()
    document.add_heading("Summit opens", 1)
    document.add_paragraph("Experts came.")
    document.add_heading("Four zeros", 1)
    assert [role for _, role in parse(document)] == ["headline", None, "subhead"]


def test_a_style_made_from_a_heading_counts_as_one() -> None:
    document = docx.Document()
    style = document.styles.add_style("House heading", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 1"]
    document.add_paragraph("Summit opens", style=style)
    assert parse(document) == [("Summit opens", "headline")]


def test_links_inserted_text_and_controls_are_read_deleted_and_hidden_text_is_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Write to ")
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    names = nsdecls("w")
    for xml in (
        f"<w:hyperlink {names}>{run.format('the newsroom')}</w:hyperlink>",
        f"<w:ins {names}>{run.format(' today')}</w:ins>",
        f"<w:del {names}><w:r><w:delText>never</w:delText></w:r></w:del>",
        f"<w:r {names}><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>",
        f"<w:sdt {names}><w:sdtContent>{run.format(' or')}</w:sdtContent></w:sdt>",
        f"<w:r {names}><w:tab/><w:t>call</w:t><w:noBreakHyphen/><w:t>in.</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    assert parse(document) == [("Write to the newsroom today or call-in.", None)]


def test_line_breaks_part_paragraphs() -> None:
    document = docx.Document()
    document.add_paragraph("Jane Doe\nSummit Newsroom")
    assert parse(document) == [("Jane Doe", None), ("Summit Newsroom", None)]


def test_nested_tables_and_merged_cells_are_read_once() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Merged"
    table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "Nested"
    assert [text for text, _ in parse(document)] == ["Merged", "Nested"]


def test_text_boxes_are_not_read_but_named_in_a_warning() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Experts came.")
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
            "<w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )
    parsed = parse_docx(saved(document), "a.docx")
    assert [p.text for p in parsed.paragraphs] == ["Experts came."]
    assert "text boxes" in parsed.warnings[0]


def without(data: bytes, part: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if not re.search(part, name):
                new.writestr(name, old.read(name))
    return stream.getvalue()


def test_damaged_files_are_one_clear_error() -> None:
    data = saved(docx.Document())
    no_xml = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(no_xml, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<w:document" if name == "word/document.xml" else old.read(name))
    flipped = bytearray(data)
    flipped[len(data) // 3 : len(data) // 3 + 200] = bytes(200)
    for broken in (
        b"PK\x03\x04 rubbish",
        data[: len(data) // 2],
        bytes(flipped),
        without(data, "document.xml"),
        without(data, "Content_Types"),
        no_xml.getvalue(),
    ):
        with pytest.raises(ReleaseError, match=r"a\.docx: this is not a Word document, or it is damaged"):
            parse_docx(broken, "a.docx")
