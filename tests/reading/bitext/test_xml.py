from __future__ import annotations

import pytest

from translator.reading.bitext.tmx import read_tmx
from translator.reading.bitext.units import PairedText
from translator.reading.bitext.xliff import read_xliff
from translator.release import ReleaseError, Segment

TMX = """<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="{srclang}"/><body>
<tu><prop type="x-block-kind">headline</prop>
 <tuv xml:lang="zh-CN"><seg>卒中<ph>{{1}}</ph>中心</seg></tuv><tuv xml:lang="en-GB"><seg><bpt i="1">&lt;b></bpt>Stroke
center<ept i="1">&lt;/b></ept></seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>It opened.</seg></tuv><tuv xml:lang="fr"><seg>Il a ouvert.</seg></tuv>
 <tuv xml:lang="zh_Hans"><seg>已启用。</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Alone.</seg></tuv></tu>
</body></tmx>"""


def tmx(srclang: str, language: str | None = None) -> PairedText:
    return read_tmx(TMX.format(srclang=srclang).encode(), "m.tmx", "m", language)  # type: ignore[arg-type]


def texts(segments: tuple[Segment, ...]) -> list[tuple[str, str]]:
    return [(segment.source, segment.target) for segment in segments]


def test_a_memory_gives_text_without_codes_and_the_line_of_each_unit() -> None:
    bitext = tmx("en-GB")
    assert texts(bitext.release.segments) == [("Stroke\ncenter", "卒中中心"), ("It opened.", "已启用。")]
    assert bitext.places == ("m.tmx:4", "m.tmx:7")
    assert bitext.release.article.blocks[0].kind == "headline"
    assert "1 units without both" in bitext.release.article.warnings[0]


def test_the_header_tells_the_direction_and_the_user_overrules_it() -> None:
    assert tmx("zh-CN").release.article.language == "zh"
    assert tmx("zh-CN", "en").release.article.language == "en"


def test_a_memory_of_all_languages_goes_by_what_its_units_have_first() -> None:
    first = TMX.format(srclang="*all*").replace('\n<tu><tuv xml:lang="en"><seg>It opened', "<!--").split("<!--")[0]
    assert read_tmx(f"{first}</body></tmx>".encode(), "m.tmx", "m").release.article.language == "zh"


def test_entities_are_refused() -> None:
    with pytest.raises(ReleaseError, match="entities"):
        read_tmx(b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx><body/></tmx>', "m.tmx", "m")


@pytest.mark.parametrize("data", [b"", b"<tmx>", b"<tmx><body/></tmx>", b"\xff\xfe\x00"])
def test_what_is_no_memory_is_refused(data: bytes) -> None:
    with pytest.raises(ReleaseError, match=r"m\.tmx"):
        read_tmx(data, "m.tmx", "m")


FIRST = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en-US"
 target-language="zh-CN" original="a" datatype="x"><body>
<trans-unit id="1"><source>One <g id="1">bed</g>. Two.</source>
 <seg-source><mrk mtype="seg" mid="0">One <g id="1">bed</g>.</mrk> <mrk mtype="seg" mid="1">Two.</mrk></seg-source>
 <target><mrk mtype="seg" mid="0">一张<g id="1">床</g>。</mrk><mrk mtype="seg" mid="1">两张。</mrk></target>
</trans-unit>
<trans-unit id="2"><source>Three<bpt id="1">&lt;i></bpt>.</source><target>三。</target>
 <alt-trans><target>叁。</target></alt-trans></trans-unit>
<trans-unit id="3" translate="no"><source>Code</source><target>Code</target></trans-unit>
<trans-unit id="4"><source>Four.</source></trans-unit>
</body></file></xliff>"""

SECOND = """<xliff version="2.1" srcLang="zh" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">
<unit id="1" type="press:headline"><notes><note>n</note></notes>
 <segment id="a"><source>卒中<pc id="1">中心</pc><cp hex="0007"/></source><target>Stroke <ph id="2"/>center</target>
 </segment>
 <ignorable><source> </source></ignorable>
 <segment id="b"><source>已启用。</source><target>It opened.</target></segment></unit>
<unit id="2" translate="no"><segment><source>页脚</source></segment></unit>
</file></xliff>"""


def test_xliff_1_2_is_read_by_its_segments() -> None:
    bitext = read_xliff(FIRST.encode(), "a.xlf", "a")
    assert texts(bitext.release.segments) == [
        ("One bed.", "一张床。"),
        ("Two.", "两张。"),
        ("Three.", "三。"),
        ("Four.", ""),
    ]
    assert bitext.places == ("a.xlf:3", "a.xlf:3", "a.xlf:7", "a.xlf:10")


def test_xliff_2_is_read_by_its_segments_and_keeps_the_kind_of_paragraph() -> None:
    release = read_xliff(SECOND.encode(), "a.xlf", "a").release
    assert texts(release.segments) == [("卒中中心\x07", "Stroke center"), ("已启用。", "It opened.")]
    assert [block.kind for block in release.article.blocks] == ["headline"]
    assert str(release.direction) == "zh-en"


def test_other_languages_are_refused() -> None:
    with pytest.raises(ReleaseError, match="it is in fr"):
        read_xliff(SECOND.replace('trgLang="en"', 'trgLang="fr"').encode(), "a.xlf", "a")


def test_a_file_nobody_has_translated_is_refused() -> None:
    untranslated = SECOND.replace('<target>Stroke <ph id="2"/>center</target>', "").replace(
        "<target>It opened.</target>", ""
    )
    with pytest.raises(ReleaseError, match="no segment in it with a translation"):
        read_xliff(untranslated.encode(), "a.xlf", "a")


def test_another_xml_is_no_xliff() -> None:
    with pytest.raises(ReleaseError, match="its first element is html"):
        read_xliff(b"<html/>", "a.xlf", "a")
