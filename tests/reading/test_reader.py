import io
import os
from pathlib import Path

import docx
import pytest

from translator.reading import SUFFIXES, read_bytes, read_file, read_text
from translator.release import Block, ReleaseError

SEED = Path(__file__).parents[2] / "seeds" / "yangtze-summit-2025.en.txt"
STORY = "CHONGQING, June 21 -- More than 500 experts gathered in Chongqing on Saturday for the opening of the summit."
CHINESE = "重庆6月21日电 2025长江微创与无创医学峰会21日在重庆市渝北区开幕，来自全球的500余名专家学者参会。"


def test_each_part_of_the_seed_article_is_recognised() -> None:
    article = read_file(SEED)
    assert (article.name, article.language, article.dateline) == ("yangtze-summit-2025.en", "en", "Chongqing\u2014")
    assert [block.kind for block in article.blocks] == [
        *["body"] * 3,
        *["caption", "credit", "body"] * 2,
        *["body", "caption", "credit", "body"],
        *["boilerplate", "contact"],
    ]
    assert article.blocks[3:5] == (
        Block("caption", "More than 500 global experts and scholars gathered in Chongqing for this academic forum."),
        Block("credit", "(Photo/Qihai Deng)"),
    )
    assert article.blocks[13].text.startswith("By continuing to browse our site")
    assert article.blocks[14].text == "For any inquiries, please email service@ichongqing.info"
    assert article.warnings == (
        'Paragraph 6 (“President of ISMIVS Professor Philippe…”): a straight quotation mark (") has no partner.',
    )


def test_the_seed_reads_the_same_in_every_format_and_encoding(tmp_path: Path) -> None:
    text = SEED.read_text(encoding="utf-8")
    expected = read_file(SEED).blocks
    assert read_text(text).blocks == expected
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "cp1252"):
        assert read_bytes(text.replace("\n", "\r\n").encode(encoding), "a", ".txt").blocks == expected
    assert read_bytes(text.encode(), "a", ".md").blocks == expected
    page = "".join(f"<p>{line}</p>" for line in text.splitlines())
    assert (
        read_bytes(f"<html><body><div id='story'>{page}</div></body></html>".encode(), "a", ".htm").blocks == expected
    )
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    assert read_file(tmp_path / "a.docx").blocks == expected


def test_a_chinese_article_is_read_with_its_headline_and_dateline(tmp_path: Path) -> None:
    file = tmp_path / "峰会.TXT"
    file.write_bytes(f"峰会在渝开幕\r\n　　{CHINESE}\r\n".encode("gb18030"))
    article = read_file(file)
    assert (article.name, article.language, article.dateline) == ("峰会", "zh", "重庆6月21日电")
    assert article.blocks == (Block("headline", "峰会在渝开幕"), Block("body", CHINESE))


def test_a_string_is_an_article_named_text() -> None:
    article = read_text(STORY)
    assert (article.name, article.blocks) == ("text", (Block("body", STORY),))
    assert read_text("FUAS", name="term", language="en").name == "term"


def test_bytes_without_an_ending_are_told_by_what_they_hold() -> None:
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(STORY)
    document.save(stream)
    page = f"<!DOCTYPE html><html><body><h1>Summit opens</h1><p>{STORY}</p></body></html>"
    assert read_bytes(STORY.encode(), "stdin", "").blocks[0].text == STORY
    assert read_bytes(page.encode(), "stdin", "").blocks[0].kind == "headline"
    assert read_bytes(stream.getvalue(), "stdin", "").blocks[0].text == STORY


def test_the_endings_that_can_be_read_are_public() -> None:
    assert {".txt", ".md", ".markdown", ".html", ".htm", ".docx"} == SUFFIXES


def test_lost_characters_give_a_warning() -> None:
    assert "characters that were lost" in read_text(f"{STORY} Caf\ufffd.").warnings[0]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \r\n\t", "the file is empty"),
        ("a.txt", "\u3000\u200b\ufeff\n".encode(), "there is no text in it"),
        ("a.txt", b"\x00\x01\x02\x03\xff" * 100, "this is a binary file"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(20), "this is a picture"),
        ("a.txt", b"%PDF-1.7\n", "this is a PDF.*Save it as Word"),
        ("a.pdf", b"%PDF-1.7\n", "this is a PDF.*Save it as Word"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "this is an old Word document"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an old Word document"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word document or has a password"),
        ("a.txt", b"{\\rtf1 hello}", "this is Rich Text"),
        ("a.docx", b"plain words", "not a Word document, or it is damaged"),
        ("a.txt", b"PK\x03\x04rubbish", "this is a binary file"),
        ("a.html", b"<nav><a href='/'>Home</a></nav>", "no article was found"),
        ("a.odt", b"PK\x03\x04", "the ending .odt is not known"),
        ("a", b"words", "has no ending"),
        ("a.txt", b"2025 -- 43%", "no words"),
        ("a.txt", "Le sommet est ouvert à Chongqing avec des experts du monde.".encode(), "looks like French"),
        ("a.txt", (STORY * 2000).encode(), "has 216,000 characters; at most 200,000"),
    ],
)
def test_bad_input_is_one_line_that_names_the_file(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(ReleaseError, match=message) as caught:
        read_file(file)
    assert str(caught.value).startswith(f"{file}: ")
    assert "\n" not in str(caught.value)


def test_how_long_a_text_may_be_is_the_caller_s_to_say(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(STORY, encoding="utf-8")
    assert read_file(file, most=len(STORY)).blocks[0].text == STORY
    with pytest.raises(ReleaseError, match=f"has {len(STORY)} characters; at most {len(STORY) - 1} can be read"):
        read_file(file, most=len(STORY) - 1)
    with pytest.raises(ReleaseError, match="at most 20 can be read"):
        read_text(STORY, most=20)


def test_a_word_file_with_the_wrong_ending_is_told_its_right_one() -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    with pytest.raises(ReleaseError, match=r"a\.txt: this is a Word document\. Give it the ending \.docx"):
        read_bytes(stream.getvalue(), "a", ".txt")


def test_an_empty_word_file_has_no_text() -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    with pytest.raises(ReleaseError, match="there is no text in it"):
        read_bytes(stream.getvalue(), "a", ".docx")


def test_a_missing_file_and_a_folder_are_errors(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="there is no such file"):
        read_file(tmp_path / "nowhere.txt")
    with pytest.raises(ReleaseError, match="this is a folder"):
        read_file(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(STORY)
    file.chmod(0)
    with pytest.raises(ReleaseError, match="no permission"):
        read_file(file)


def test_an_empty_string_is_an_error() -> None:
    with pytest.raises(ReleaseError, match="the text is empty"):
        read_text(" \n")
