import json
import shutil
import subprocess
import sys
import threading
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from translator.engines.base import Decoding, Hypothesis, Request, Wanted
from translator.engines.clauses import join_pieces, split_long
from translator.engines.marian import LENGTH_STEP, MarianEngine, grouped, in_reading_order
from translator.engines.marian_checkpoint import open_checkpoint
from translator.engines.marian_tokens import MarianTokens, offsets
from translator.release import Direction, ReleaseError
from translator.settings import Settings
from translator.waiting import Ended, ticking

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")
RUNTIMES = ("ctranslate2", "transformers")
LOOP = "Come on, come on, come on, come on!"
Checkpoints = dict[Direction, Path]
Pairs = list[tuple[str, str]]


def load(
    checkpoints: Checkpoints, cache: str, runtime: str = "ctranslate2", compute_type: str = "float32"
) -> MarianEngine:
    settings = Settings(
        runtime=runtime,
        compute_type=compute_type,
        cache_dir=cache,
        device="cpu",
        threads=2 if runtime == "ctranslate2" else 1,
    )  # type: ignore[arg-type]
    return MarianEngine.from_pretrained(checkpoints, settings)


@pytest.fixture(scope="module")
def engines(tiny_marian: Checkpoints, model_cache: str) -> dict[str, MarianEngine]:
    return {runtime: load(tiny_marian, model_cache, runtime) for runtime in RUNTIMES}


@pytest.fixture(scope="module")
def unseen(memorised: Pairs) -> list[Request]:
    """Sources that the models never saw, of many lengths: their search is close and long."""
    joined = [f"{a[0]} {b[0].lower()}" for a, b in zip(memorised, memorised[7:], strict=False)]
    return [Request(text) for text in joined[::8]]


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_memorised_pairs_are_translated_exactly_in_both_directions(
    runtime: str, engines: dict[str, MarianEngine], memorised: Pairs
) -> None:
    pairs = memorised[:60]
    forth = engines[runtime].translate([Request(en) for en, _ in pairs], EN_ZH)
    assert [h.text for h in forth] == [zh for _, zh in pairs]
    back = engines[runtime].translate([Request(zh) for _, zh in pairs], ZH_EN)
    assert [h.text for h in back] == [en for en, _ in pairs]
    assert all(-0.3 < h.score < 0 for h in forth + back)


def test_eight_bit_weights_still_know_nearly_every_pair(
    tiny_marian: Checkpoints, model_cache: str, memorised: Pairs
) -> None:
    engine = load(tiny_marian, model_cache, compute_type="auto")
    found = engine.translate([Request(en) for en, _ in memorised], EN_ZH)
    assert sum(h.text == zh for h, (_, zh) in zip(found, memorised, strict=True)) >= 0.95 * len(memorised)
    assert engine.describe().runtime.endswith("int8")


@pytest.mark.parametrize(
    "decoding",
    [
        Decoding(),
        Decoding(beam_size=1),
        Decoding(beam_size=6, length_penalty=1.5),
        Decoding(length_penalty=0.0),
        Decoding(repetition_penalty=1.4, no_repeat_ngram=3),
        Decoding(beam_size=1, repetition_penalty=1.2, no_repeat_ngram=2),
        Decoding(length_ratio=0.0, length_extra=6),
    ],
    ids=["beam", "greedy", "wide", "no-length-penalty", "penalties", "greedy-penalties", "cut-short"],
)
def test_both_runtimes_give_the_same_text_and_score_in_float32(
    decoding: Decoding, engines: dict[str, MarianEngine], unseen: list[Request]
) -> None:
    ours, theirs = (engines[runtime].translate(unseen, EN_ZH, decoding) for runtime in RUNTIMES)
    assert [h.text for h in ours] == [h.text for h in theirs]
    assert [h.tokens for h in ours] == [h.tokens for h in theirs]
    assert [h.score for h in ours] == pytest.approx([h.score for h in theirs], abs=2e-3)


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_a_translation_does_not_depend_on_its_neighbours(
    runtime: str, engines: dict[str, MarianEngine], unseen: list[Request]
) -> None:
    together = engines[runtime].translate(unseen, EN_ZH)
    for place in range(0, len(unseen), 8):
        [alone] = engines[runtime].translate([unseen[place]], EN_ZH)
        assert alone.text == together[place].text
        assert alone.score == pytest.approx(together[place].score, abs=1e-4)


def test_both_runtimes_align_and_score_given_translations_alike(
    engines: dict[str, MarianEngine], unseen: list[Request]
) -> None:
    asked = unseen[:12]
    targets = [h.text for h in engines["ctranslate2"].translate(asked, EN_ZH)]
    ours, theirs = (engines[runtime].align(asked, targets, EN_ZH) for runtime in RUNTIMES)
    assert ours == theirs
    for request, target, pairs in zip(asked, targets, ours, strict=True):
        assert pairs
        assert all(s < len(request.source) and t < len(target) for s, t in pairs)
    scores = [engines[runtime].score(asked, targets, EN_ZH) for runtime in RUNTIMES]
    assert scores[0] == pytest.approx(scores[1], abs=2e-3)


def test_the_score_of_a_translation_is_the_one_of_its_search(
    engines: dict[str, MarianEngine], memorised: Pairs
) -> None:
    asked = [Request(en) for en, _ in memorised[:8]]
    found = engines["transformers"].translate(asked, EN_ZH)
    scores = engines["transformers"].score(asked, [h.text for h in found], EN_ZH)
    assert scores == pytest.approx([h.score for h in found], abs=1e-3)
    wrong = engines["transformers"].score(asked, [zh for _, zh in memorised[1:9]], EN_ZH)
    assert all(w < right for w, right in zip(wrong, scores, strict=True))


@pytest.mark.parametrize("prefix", ["", "来吧，来吧，我", "他说“", "聚焦超声消融手术（FUAS）"])
def test_both_runtimes_go_on_from_a_prefix_alike(
    prefix: str, engines: dict[str, MarianEngine], unseen: list[Request]
) -> None:
    asked = [Request(LOOP), *unseen[:8]]
    # In a beam they part ways: CTranslate2 divides a score by the length with the prefix, transformers without it.
    decoding = Decoding(beam_size=1) if prefix else Decoding()
    ours, theirs = (engines[r].extend(asked, [prefix] * len(asked), EN_ZH, decoding) for r in RUNTIMES)
    assert ours == theirs
    assert all(text.startswith(prefix) for text in ours)
    if not prefix:
        assert ours == [h.text for h in engines["ctranslate2"].translate(asked, EN_ZH)]


def test_a_prefix_with_characters_that_the_checkpoint_lacks_stays_word_for_word(
    engines: dict[str, MarianEngine], unseen: list[Request]
) -> None:
    prefix = "鑫淼龘💉"
    assert all(
        engines[runtime].extend(unseen[:3], [prefix] * 3, EN_ZH)[place].startswith(prefix)
        for runtime in RUNTIMES
        for place in range(3)
    )
    assert all(-50 < score < 0 for score in engines["transformers"].score(unseen[:1], [prefix + "来吧"], EN_ZH))


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_settings_against_repetition_reach_the_model(runtime: str, engines: dict[str, MarianEngine]) -> None:
    def say(decoding: Decoding) -> str:
        return engines[runtime].translate([Request(LOOP)], EN_ZH, decoding)[0].text

    looping = say(Decoding())
    assert looping.count("来吧") == 4
    assert say(Decoding(no_repeat_ngram=2)).count("来吧") <= 1
    assert say(Decoding(repetition_penalty=3.0)).count("来吧") < 4


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_the_length_limit_holds_and_a_translation_is_never_empty(
    runtime: str, engines: dict[str, MarianEngine], unseen: list[Request]
) -> None:
    found = engines[runtime].translate(unseen[:8], EN_ZH, Decoding(length_ratio=0.0, length_extra=3))
    assert all(1 <= h.tokens <= 3 for h in found)


def test_a_checkpoint_whose_decoder_does_not_start_from_zero_runs_the_same_in_both(
    tiny_marian: Checkpoints, tmp_path: Path, unseen: list[Request]
) -> None:
    from safetensors.torch import load_file, save_file

    folder = tmp_path / "fine-tuned"
    shutil.copytree(tiny_marian[EN_ZH], folder)
    weights = load_file(folder / "model.safetensors")
    weights["model.shared.weight"][-1] = 0.02 * weights["model.shared.weight"][3]
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    ours, theirs = (load({EN_ZH: folder}, str(tmp_path), runtime).translate(unseen[:20], EN_ZH) for runtime in RUNTIMES)
    assert [h.text for h in ours] == [h.text for h in theirs]


def test_both_runtimes_give_the_same_next_best_hypotheses(
    engines: dict[str, MarianEngine], unseen: list[Request]
) -> None:
    search = Decoding(beam_size=4, n_best=3)
    ours, theirs = (engines[runtime].translate(unseen[:12], EN_ZH, search) for runtime in RUNTIMES)
    for a, b in zip(ours, theirs, strict=True):
        assert [h.text for h in (a, *a.others)] == [h.text for h in (b, *b.others)]
        assert [h.score for h in a.others] == pytest.approx([h.score for h in b.others], abs=1e-4)
    assert all(len(h.others) == 2 and len({h.text, *(o.text for o in h.others)}) == 3 for h in ours)


def test_a_source_limit_cuts_at_clauses_and_joins(
    engines: dict[str, MarianEngine], tiny_marian: Checkpoints, memorised: Pairs
) -> None:
    source = "; ".join([en for en, _ in memorised if len(en) > 40][:3])
    tokens = MarianTokens(open_checkpoint(tiny_marian[EN_ZH]), EN_ZH)
    pieces = split_long(source, "en", 30, tokens.count)
    assert len(pieces) > 1
    engine = engines["ctranslate2"]
    parts = engine.translate([Request(piece) for piece in pieces], EN_ZH)
    [cut] = engine.translate([Request(source)], EN_ZH, Decoding(source_limit=30))
    assert cut.text == join_pieces([part.text for part in parts], "zh")


def test_a_blank_source_is_answered_without_loading_a_model(tiny_marian: Checkpoints, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    engine = load(tiny_marian, str(tmp_path / "cache"))
    assert engine.translate([Request(" ")], EN_ZH, progress=lambda *p: told.append(p)) == [Hypothesis("", 0.0, 0)]
    assert not (tmp_path / "cache").exists()
    assert told == [(1, 1)]


def test_a_source_over_the_limit_is_cut_translated_whole_and_joined(
    engines: dict[str, MarianEngine], tiny_marian: Checkpoints, memorised: Pairs
) -> None:
    source = "; ".join(en for en, _ in memorised if len(en) > 40) + "."
    engine = engines["ctranslate2"]
    tokens = MarianTokens(open_checkpoint(tiny_marian[EN_ZH]), EN_ZH)
    pieces = split_long(source, "en", 160, tokens.count)
    assert len(pieces) > 2
    parts = engine.translate([Request(piece) for piece in pieces], EN_ZH)
    [whole] = engine.translate([Request(source)], EN_ZH)
    assert whole.text == join_pieces([part.text for part in parts], "zh")
    assert whole.tokens == sum(part.tokens for part in parts)


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_progress_grows_to_the_number_of_requests(
    runtime: str, engines: dict[str, MarianEngine], unseen: list[Request]
) -> None:
    told: list[tuple[int, int]] = []
    engines[runtime].translate([*unseen, Request("")], EN_ZH, progress=lambda *p: told.append(p))
    assert told == sorted(told)
    assert told[-1] == (len(unseen) + 1, len(unseen) + 1)


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_two_threads_can_use_one_engine_that_is_not_loaded_yet(
    runtime: str, tiny_marian: Checkpoints, model_cache: str, memorised: Pairs
) -> None:
    engine = load(tiny_marian, model_cache, runtime)
    found: dict[int, list[Hypothesis]] = {}

    def work(number: int) -> None:
        found[number] = engine.translate([Request(en) for en, _ in memorised[:24]], EN_ZH)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [h.text for h in found[0]] == [h.text for h in found[1]] == [zh for _, zh in memorised[:24]]


def test_two_processes_that_convert_at_once_leave_one_whole_model(
    tiny_marian: Checkpoints, tmp_path: Path, memorised: Pairs
) -> None:
    checkpoint = open_checkpoint(tiny_marian[EN_ZH])
    unfinished = tmp_path / "marian" / f"{checkpoint.sha256}-int8.half"
    unfinished.mkdir(parents=True)
    script = (
        "import sys; from pathlib import Path; from translator.engines.marian import MarianEngine;"
        "from translator.engines.base import Request; from translator.release import Direction;"
        "from translator.settings import Settings; d = Direction('en', 'zh');"
        "e = MarianEngine.from_pretrained({d: Path(sys.argv[1])}, Settings(cache_dir=sys.argv[2], device='cpu'));"
        "sys.stdout.buffer.write(e.translate([Request(sys.argv[3])], d)[0].text.encode())"
    )
    command = [sys.executable, "-c", script, str(tiny_marian[EN_ZH]), str(tmp_path), memorised[5][0]]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) for _ in range(2)]
    assert [process.communicate(timeout=120)[0].decode() for process in both] == [memorised[5][1]] * 2
    built = {p.name for p in (tmp_path / "marian").iterdir() if p.is_dir()} - {unfinished.name}
    assert built == {f"{checkpoint.sha256}-int8"}


def test_describe_names_the_models_in_use(
    tiny_marian: Checkpoints, model_cache: str, tmp_path: Path, memorised: Pairs
) -> None:
    engine = load(tiny_marian, model_cache)
    assert engine.describe().model == "en-zh, zh-en"
    engine.translate([Request(memorised[0][1])], ZH_EN)
    info = engine.describe()
    assert (info.engine, info.model) == ("marian", "zh-en")
    assert info.revision == "sha256:" + open_checkpoint(tiny_marian[ZH_EN]).sha256[:16]
    assert info.runtime.startswith("ctranslate2 ")
    snapshot = tmp_path / "models--Helsinki-NLP--opus-mt-en-zh" / "snapshots" / "0123abc"
    shutil.copytree(tiny_marian[EN_ZH], snapshot)
    hub = load({EN_ZH: snapshot}, model_cache, "transformers").describe()
    assert (hub.model, hub.revision) == ("Helsinki-NLP/opus-mt-en-zh", "0123abc")
    assert hub.runtime.startswith("transformers ")


def test_a_direction_without_a_checkpoint_is_a_clear_error(tiny_marian: Checkpoints, model_cache: str) -> None:
    with pytest.raises(ReleaseError, match="zh-en"):
        load({EN_ZH: tiny_marian[EN_ZH]}, model_cache).translate([Request("你好")], ZH_EN)


def without_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()


def only_pickle(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")


def other_type(folder: Path) -> None:
    change(folder, model_type="bart")


def two_vocabularies(folder: Path) -> None:
    change(folder, share_encoder_decoder_embeddings=False)


def no_pieces(folder: Path) -> None:
    (folder / "target.spm").unlink()


def broken_config(folder: Path) -> None:
    (folder / "config.json").write_text("{", encoding="utf-8")


def change(folder: Path, **values: Any) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(config | values), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (without_weights, "model.safetensors is missing"),
        (only_pickle, "can run code.*save_pretrained"),
        (other_type, "type 'bart'"),
        (two_vocabularies, "one vocabulary for each language"),
        (no_pieces, "target.spm is missing"),
        (broken_config, "config.json cannot be read"),
    ],
)
def test_a_folder_that_cannot_be_used_says_why(
    spoil: Any, says: str, tiny_marian: Checkpoints, model_cache: str, tmp_path: Path
) -> None:
    folder = tmp_path / "checkpoint"
    shutil.copytree(tiny_marian[EN_ZH], folder)
    spoil(folder)
    with pytest.raises(ReleaseError, match=says):
        load({EN_ZH: folder}, model_cache)


def test_damaged_weights_say_what_to_do(tiny_marian: Checkpoints, tmp_path: Path) -> None:
    folder = tmp_path / "checkpoint"
    shutil.copytree(tiny_marian[EN_ZH], folder)
    (folder / "model.safetensors").write_bytes(b"not weights")
    for runtime in RUNTIMES:
        with pytest.raises(ReleaseError, match="Download the repository again"):
            load({EN_ZH: folder}, str(tmp_path), runtime).translate([Request("A word")], EN_ZH)


def test_weights_that_do_not_fill_the_model_are_refused(tiny_marian: Checkpoints, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = tmp_path / "checkpoint"
    shutil.copytree(tiny_marian[EN_ZH], folder)
    weights = load_file(folder / "model.safetensors")
    del weights["model.decoder.layers.1.fc1.weight"]
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ReleaseError, match=r"lacks model\.decoder\.layers\.1\.fc1\.weight"):
        load({EN_ZH: folder}, str(tmp_path)).translate([Request("A word")], EN_ZH)


@pytest.mark.filterwarnings("ignore:Recommended")
def test_tokens_are_those_of_the_hubs_tokenizer(tiny_marian: Checkpoints, memorised: Pairs) -> None:
    from transformers import MarianTokenizer

    hub = MarianTokenizer.from_pretrained(tiny_marian[EN_ZH])
    tokens = MarianTokens(open_checkpoint(tiny_marian[EN_ZH]), EN_ZH)
    for english, _ in memorised[:50]:
        expected = hub(f">>cmn_Hans<< {english}")["input_ids"]
        assert [tokens.ids[t] for t in tokens.encode(english)] == expected


def test_the_language_token_stands_only_where_the_checkpoint_has_it(tiny_marian: Checkpoints) -> None:
    assert MarianTokens(open_checkpoint(tiny_marian[EN_ZH]), EN_ZH).encode("hospital")[0] == ">>cmn_Hans<<"
    assert not MarianTokens(open_checkpoint(tiny_marian[ZH_EN]), ZH_EN).encode("医院")[0].startswith(">>")


def test_typographic_marks_that_the_vocabulary_lacks_are_written_plainly(tiny_marian: Checkpoints) -> None:
    tokens = MarianTokens(open_checkpoint(tiny_marian[EN_ZH]), EN_ZH)
    assert tokens.encode("a newborn’s hospital") == tokens.encode("a newborn's hospital")
    assert "<unk>" not in tokens.encode("the hospital’s “plan” — now…")[1:]


def test_words_after_unknown_ones_are_found_where_they_stand(tiny_marian: dict[Direction, Path]) -> None:
    tokens = MarianTokens(open_checkpoint(tiny_marian[EN_ZH]), EN_ZH)
    text = "医院鑫淼龘💉鑫淼龘💉治疗"
    starts = [at for at in tokens.target_offsets(text) if at >= 0]
    assert starts[-1] == text.index("治疗")


def test_offsets_find_each_piece_and_pass_over_what_was_normalised() -> None:
    assert offsets(["▁Come", "▁on", ","], "Come  on,") == [0, 6, 8]
    assert offsets(["▁100", "%", "▁safe"], "100％ safe") == [0, 3, 5]


@pytest.mark.parametrize("workers", [1, 2, 4])
@pytest.mark.parametrize("sentences", [1, 5, 40, 400])
def test_batches_hold_like_lengths_within_the_token_budget(sentences: int, workers: int) -> None:
    lengths = [7 + (i * 37) % 120 for i in range(sentences)]
    groups = grouped(lengths, 1000, workers)
    assert sorted(place for group in groups for place in group) == list(range(sentences))
    for group in groups:
        assert len(group) * max(lengths[place] for place in group) <= 1000
        assert len({-(-lengths[place] // LENGTH_STEP) for place in group}) == 1
    assert len(groups) >= min(workers, sentences)


def test_a_source_longer_than_the_budget_is_a_batch_of_its_own() -> None:
    assert grouped([500, 20], 100, 1) == [[0], [1]]


def test_a_long_text_is_decoded_roughly_in_reading_order() -> None:
    lengths = [7 + (i * 37) % 120 for i in range(400)]
    groups = in_reading_order(lengths, 1000, 2)
    assert sorted(place for group in groups for place in group) == list(range(400))
    done = list(accumulate(len(group) for group in groups))
    assert all(min(group) >= before - 60 for group, before in zip(groups[1:], done, strict=False))
    assert in_reading_order(lengths[:20], 1000, 2) == grouped(lengths[:20], 1000, 2)
    assert in_reading_order([], 1000, 2) == []
    assert in_reading_order([9000, 5], 1000, 1) == [[0], [1]]


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_each_request_arrives_once_before_its_batch_is_told(
    runtime: str, engines: dict[str, MarianEngine], unseen: list[Request], memorised: Pairs
) -> None:
    long = Request("; ".join(en for en, _ in memorised if len(en) > 40) + ".")
    asked, told = [Request(""), long, *unseen[:9]], dict[int, Hypothesis]()
    counts: list[tuple[int, int]] = []

    def arrived(number: int, hypothesis: Hypothesis) -> None:
        assert number not in told
        told[number] = hypothesis

    found = engines[runtime].translate(
        asked, EN_ZH, progress=lambda done, of: counts.append((len(told), done)), arrived=arrived
    )
    assert [told[number] for number in range(len(asked))] == found
    assert counts
    assert all(there >= done for there, done in counts)


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize("work", ["translate", "extend", "score", "places"])
def test_work_can_be_ended_while_the_model_computes(
    work: str, runtime: str, engines: dict[str, MarianEngine], unseen: list[Request]
) -> None:
    engine, texts = engines[runtime], ["来吧，来吧。"] * len(unseen)

    def stop() -> None:
        raise Ended(RuntimeError("enough"))

    def run() -> object:
        match work:
            case "translate":
                return engine.translate(unseen, EN_ZH)
            case "extend":
                return engine.extend(unseen, texts, EN_ZH)
            case "score":
                return engine.score(unseen, texts, EN_ZH)
        return engine.places(unseen, texts, [[Wanted("the", (0, 3), ("来",))]] * len(unseen), EN_ZH)

    run()
    with ticking(stop), pytest.raises(Ended):
        run()
    assert len(engine.translate(unseen[:2], EN_ZH)) == 2
