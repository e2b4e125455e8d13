from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from translator.glossary.entries import BOTH_WAYS, TermEntry, entry_id
from translator.glossary.formats import read_contents, read_entries, write_entries
from translator.glossary.glossary import BUILTIN
from translator.release import ReleaseError

SCHEMA = Path(__file__).with_name("tbx-basic-dct.rng")
LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE martif [
  <!ENTITY a "{}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
  <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
]>
<martif type="TBX"><text><body><termEntry><langSet xml:lang="en"><tig><term>&e;</term></tig></langSet>
<langSet xml:lang="zh"><tig><term>笑</term></tig></langSet></termEntry></body></text></martif>""".format("ha" * 1000)


def saved(tmp_path: Path, content: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "house.tbx"
    path.write_bytes(content.encode(encoding))
    return path


def martif(*entries: str, document_type: str = "") -> str:
    return (
        f'<?xml version="1.0"?>\n{document_type}<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc>'
        f"<p>a test</p></sourceDesc></fileDesc></martifHeader><text><body>\n{''.join(entries)}</body></text></martif>"
    )


def concept(**languages: str) -> str:
    sets = "".join(
        f'<langSet xml:lang="{tag.replace("_", "-")}"><tig><term>{term}</term></tig></langSet>'
        for tag, term in languages.items()
    )
    return f"<termEntry>{sets}</termEntry>\n"


@pytest.fixture(scope="module")
def schema() -> Any:
    return etree.RelaxNG(etree.parse(SCHEMA))


def test_what_is_written_is_valid_tbx_basic(tmp_path: Path, schema: Any) -> None:
    odd = [
        TermEntry("12 3", "stroke", "卒中", pos="phrase", abbr_en=("CVA", "str."), forbidden_zh=("打击",), note="\x01"),
        TermEntry("same", "fever", "发热", enforced=()),
        TermEntry("same", "high fever", "高热"),
    ]
    for entries in (read_entries(BUILTIN), odd):
        write_entries(entries, tmp_path / "a.tbx")
        schema.assertValid(etree.parse(tmp_path / "a.tbx"))


def test_the_schema_of_these_tests_refuses_what_is_not_tbx_basic(tmp_path: Path, schema: Any) -> None:
    write_entries([TermEntry("t1", "stroke", "卒中", pos="n")], tmp_path / "a.tbx")
    good = (tmp_path / "a.tbx").read_text("utf-8")
    for right, wrong in (
        (">noun<", ">n<"),
        ("preferredTerm-admn-sts", "preferred"),
        ("min:administrativeStatus", "basic:administrativeStatus"),
        ('style="dct"', 'style="dca"'),
        ("conceptEntry", "termEntry"),
    ):
        assert right in good
        assert not schema.validate(etree.fromstring(good.replace(right, wrong).encode()))


def test_translate_toolkit_opens_the_edition_of_2008(tmp_path: Path) -> None:
    from translate.storage.tbx import tbxfile

    entries = read_entries(BUILTIN)
    write_entries(entries, tmp_path / "a.v2.tbx")
    store = tbxfile.parsefile(str(tmp_path / "a.v2.tbx"))
    store.setsourcelanguage("en")
    store.settargetlanguage("zh-CN")
    assert [(u.source, u.target) for u in store.units] == [(e.en, e.zh) for e in entries]
    forbidden = [tuple(t.text for t in u.get_target_terms() if t.deprecated) for u in store.units]
    assert forbidden == [e.forbidden_zh for e in entries]


def test_a_termbase_of_2008_is_read_as_omegat_and_weblate_make_it(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        martif(
            """<termEntry id="c7"><descrip type="subjectField">neurology</descrip>
              <descrip type="definition">Lack of blood.</descrip><note>by the desk</note>
              <langSet xml:lang="en-US">
                <tig><term>brain attack</term><termNote type="administrativeStatus">admitted</termNote></tig>
                <tig><term>stroke</term><termNote type="administrativeStatus">preferred</termNote>
                  <termNote type="partOfSpeech">noun</termNote></tig>
                <tig><term>CVA</term><termNote type="termType">acronym</termNote></tig>
              </langSet>
              <langSet xml:lang="zh">
                <tig><term> <!-- ours -->卒<hi>中</hi>
                </term></tig>
                <tig><term>打击</term><termNote type="administrativeStatus">forbidden</termNote></tig>
                <tig><term>中风</term><termNote type="administrativeStatus">obsolete</termNote></tig>
              </langSet></termEntry>""",
            document_type='<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">\n',
        ),
    )
    assert read_entries(path) == [
        TermEntry(
            "c7", "stroke", "卒中", "n", "neurology", abbr_en=("CVA",), variants_en=("brain attack",),
            forbidden_zh=("打击", "中风"), source="house.tbx", note="by the desk",
        )
    ]  # fmt: skip


def test_nested_term_groups_are_read_as_multiterm_and_iate_make_them(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        martif(
            """<termEntry id="IATE-1"><descripGrp><descrip type="subjectField">2841</descrip></descripGrp>
              <langSet xml:lang="en"><ntig><termGrp><term>PET</term><termNoteGrp>
                <termNote type="termType">abbreviation</termNote></termNoteGrp></termGrp></ntig>
                <ntig><termGrp><term>positron emission tomography</term>
                <termNote type="termType">fullForm</termNote></termGrp>
                <descrip type="reliabilityCode">9</descrip></ntig>
              </langSet>
              <langSet xml:lang="de"><ntig><termGrp><term>PET-Untersuchung</term></termGrp></ntig></langSet>
              <langSet xml:lang="zh-Hans-CN"><ntig><termGrp><term>正电子发射断层成像</term>
                <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig></langSet>
              <langSet xml:lang="zh-TW"><ntig><termGrp><term>正子斷層造影</term></termGrp></ntig></langSet>
            </termEntry>"""
        ),
    )
    (entry,) = read_entries(path)
    assert (entry.en, entry.abbr_en, entry.field) == ("positron emission tomography", ("PET",), "2841")
    assert (entry.zh, entry.variants_zh) == ("正电子发射断层成像", ())


def test_the_dca_style_of_2019_is_read(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        """<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader/><text><body>
        <conceptEntry><adminGrp><admin type="source">summit</admin></adminGrp>
        <langSec xml:lang="en"><termSec><term>Chongqing Declaration</term>
          <termNote type="partOfSpeech">properNoun</termNote></termSec></langSec>
        <langSec xml:lang="zh-CN"><termSec><term>重庆宣言</term></termSec><termSec><term>渝宣言</term>
          <termNoteGrp><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termNoteGrp></termSec>
        </langSec></conceptEntry></body></text></tbx>""",
    )
    (entry,) = read_entries(path)
    assert entry.id == entry_id("Chongqing Declaration", "重庆宣言")
    assert (entry.pos, entry.source, entry.forbidden_zh, entry.enforced) == ("pn", "summit", ("渝宣言",), BOTH_WAYS)


def test_tbx_min_is_read(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        """<TBX dialect="TBX-Min"><header/><body><entry id="C1"><subjectField>neurology</subjectField>
        <langGroup xml:lang="en"><termGroup><term>stroke</term></termGroup></langGroup>
        <langGroup xml:lang="zh"><termGroup><term>中风</term><termStatus>admitted</termStatus></termGroup>
        <termGroup><term>卒中</term><termStatus>preferred</termStatus></termGroup></langGroup></entry></body></TBX>""",
    )
    assert [(e.en, e.zh, e.variants_zh, e.field) for e in read_entries(path)] == [
        ("stroke", "卒中", ("中风",), "neurology")
    ]


def test_an_entry_without_one_of_the_languages_is_skipped_and_counted(tmp_path: Path) -> None:
    path = saved(tmp_path, martif(concept(en="stroke", zh="卒中"), concept(en="fever", de="Fieber"), concept(zh="肝")))
    contents = read_contents(path)
    assert [(line, e.en) for line, e in contents.rows] == [(3, "stroke")]
    assert contents.skipped == tuple(f"line {n}: no English and Chinese term side by side" for n in (4, 5))


def test_a_termbase_in_other_languages_is_refused_naming_them(tmp_path: Path) -> None:
    path = saved(tmp_path, martif(concept(en="stroke", de="Schlaganfall"), concept(en="fever", zh_TW="發燒")))
    with pytest.raises(ReleaseError, match=r"none of its 2 entries .* en \(2\), de \(1\), zh-TW \(1\)"):
        read_entries(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = saved(tmp_path, martif(concept(en="stroke", zh="卒中")), encoding)
    assert [e.zh for e in read_entries(path)] == ["卒中"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (martif(concept(en="stroke", zh="卒中")).replace("</term>", "</temr>", 1), "line 3: the XML is broken"),
        ("<html><body>stroke</body></html>", "its root is <html>"),
        (martif(), "has no entries"),
        ("", "line 1: the XML is broken"),
        (
            martif(concept(en="stroke", zh="卒中").replace(
                "</tig></langSet></termEntry>",
                '</tig><tig><term>卒中</term><termNote type="administrativeStatus">deprecated</termNote></tig>'
                "</langSet></termEntry>")),
            'line 3: "卒中" is both right and forbidden',
        ),
        (martif("\n", concept(en="卒中", zh="卒中")), 'line 4: the English, "卒中", holds Chinese'),
    ],
)  # fmt: skip
def test_a_bad_termbase_is_refused_with_the_line(tmp_path: Path, content: str, what: str) -> None:
    with pytest.raises(ReleaseError, match=f"house.tbx.*{what}"):
        read_entries(saved(tmp_path, content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_an_entity_expansion_is_refused_before_it_expands(tmp_path: Path, encoding: str) -> None:
    path = saved(tmp_path, LAUGHS, encoding)
    with pytest.raises(ReleaseError, match="declares XML entities"):
        read_entries(path)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY x SYSTEM "{secret}">',
        '<!ENTITY % p SYSTEM "{secret}"> %p;',
        '<!ENTITY x PUBLIC "-//X" "http://127.0.0.1:9/x.dtd">',
        '<!ENTITY x "harmless">',
    ],
)
def test_an_entity_of_any_kind_is_refused_and_no_file_is_read(tmp_path: Path, declaration: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("top secret", "utf-8")
    document_type = f"<!DOCTYPE martif [{declaration.format(secret=secret.as_uri())}]>\n"
    path = saved(tmp_path, martif(concept(en="&x;", zh="卒中"), document_type=document_type))
    with pytest.raises(ReleaseError, match="declares XML entities") as error:
        read_entries(path)
    assert "top secret" not in str(error.value)


def test_a_document_type_alone_is_neither_fetched_nor_refused(tmp_path: Path) -> None:
    (tmp_path / "evil.dtd").write_text('<!ENTITY x "from outside">', "utf-8")
    outside = (tmp_path / "evil.dtd").as_uri()
    path = saved(
        tmp_path, martif(concept(en="stroke", zh="卒中"), document_type=f'<!DOCTYPE martif SYSTEM "{outside}">')
    )
    assert [e.en for e in read_entries(path)] == ["stroke"]
    path = saved(tmp_path, path.read_text("utf-8").replace("stroke", "&x;"))
    try:
        texts = [e.en for e in read_entries(path)]
    except ReleaseError:
        texts = []
    assert "from outside" not in texts


def test_an_entity_that_only_the_document_type_knows_is_not_taken_for_a_term(tmp_path: Path) -> None:
    path = tmp_path / "house.tbx"
    path.write_text(
        '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">\n<martif><text><body><termEntry>'
        '<langSet xml:lang="en"><tig><term>heart&nbsp;failure</term></tig></langSet>'
        '<langSet xml:lang="zh-CN"><tig><term>心力衰竭</term></tig></langSet></termEntry></body></text></martif>',
        "utf-8",
    )
    with pytest.raises(ReleaseError, match=r"house.tbx, line 2: &nbsp; is unknown"):
        read_entries(path)
