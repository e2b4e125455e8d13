from translator.checks.clauses import clauses
from translator.checks.lexicon import Lexicon
from translator.checks.links import link
from translator.release import Direction

EN_ZH = Direction("en", "zh")


def linked(source: str, target: str) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {}
    for one in link(Lexicon.load(), source, target, EN_ZH, clauses(source, "en")):
        found.setdefault(one.token.word, []).append(target[slice(*one.place)] if one.place else None)
    return found


def test_words_are_linked_to_their_translations() -> None:
    found = linked("Doctors treated patients in the hospital", "医生在医院治疗患者")
    assert found["doctor"] == ["医生"]
    assert found["patient"] == ["患者"]


def test_a_word_of_the_target_serves_one_clause_only() -> None:
    once = linked("Doctors treated patients, and nurses fed patients", "医生治疗了患者")
    assert sorted(x is None for x in once["patient"]) == [False, True]
    twice = linked("Doctors treated patients, and nurses fed patients", "医生治疗了患者，护士给患者喂饭")
    assert twice["patient"] == ["患者", "患者"]


def test_of_equal_words_the_one_in_the_same_part_is_taken() -> None:
    source, target = "Patients came first; the nurses went later", "患者先到；护士后走，患者"
    places = [x.place for x in link(Lexicon.load(), source, target, EN_ZH, clauses(source, "en"))]
    assert places[0] == (0, 2)
