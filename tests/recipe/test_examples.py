import random

from examples import encode, epoch, grouped, size, translations
from recipe import MODEL, Examples
from tokenizers import Tokenizer

SETTINGS = Examples(hints=1.0, most_hints=4, other_numbers=0.0, briefs=1, longest=900)
PAIR = {
    "kind": "segment",
    "en": "Liver cancer is treated.",
    "zh": "肝癌得到治疗。",
    "terms": [["liver cancer", "肝癌"]],
}
ARTICLE = {"kind": "article", "language": "en", "text": "One.\nTwo.", "brief": "Three.", "headline": "Four"}


def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


def test_a_pair_gives_both_directions_with_its_terms_in_their_order() -> None:
    there, back = translations(PAIR, SETTINGS, random.Random(1))
    assert there == ("Terms: liver cancer = 肝癌\nEnglish: Liver cancer is treated.\nChinese:", " 肝癌得到治疗。\n")
    assert back == ("Terms: 肝癌 = liver cancer\nChinese: 肝癌得到治疗。\nEnglish:", " Liver cancer is treated.\n")


def test_an_example_starts_with_bos_and_its_answer_ends_with_the_line_break() -> None:
    tok = tokenizer()
    example = encode(("English: Yes.\nChinese:", " 是。\n"), tok)
    assert example.prompt[0] == tok.token_to_id("<bos>")
    assert example.answer[-1] == tok.token_to_id("\n")
    assert tok.token_to_id("<bos>") not in example.answer


def test_the_same_seed_gives_the_same_batches_and_another_seed_others() -> None:
    tok = tokenizer()
    records = [{**PAIR, "en": f"{PAIR['en']} {i}"} for i in range(40)] + [ARTICLE]
    first, again, other = (epoch(records, tok, SETTINGS, 400, seed) for seed in ("1 0", "1 0", "1 1"))
    assert first == again
    assert first != other
    assert sum(map(len, first)) == 2 * 40 + 2


def test_no_batch_is_larger_than_asked_for_and_none_is_lost() -> None:
    tok = tokenizer()
    examples = sorted((encode((f"English: {'word ' * n}\nChinese:", " 词\n"), tok) for n in range(1, 60)), key=size)
    batches = list(grouped(examples, 300))
    assert [example for batch in batches for example in batch] == examples
    assert all(size(max(batch, key=size)) * len(batch) <= 300 for batch in batches if len(batch) > 1)


def test_an_article_asks_for_its_brief_and_its_headline() -> None:
    tok = tokenizer()
    prompts = {tok.decode(e.prompt) for batch in epoch([ARTICLE], tok, SETTINGS, 400, "1 0") for e in batch}
    assert prompts == {
        "English article:\nOne.\nTwo.\n\nEnglish brief:",
        "English article:\nOne.\nTwo.\n\nEnglish headline:",
    }
