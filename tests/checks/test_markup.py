import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.checks.markup import check_markup
from translator.checks.mending import with_fixes
from translator.release import Direction, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def mended(target: str) -> str:
    segment = Segment("s", 0, "source", target)
    issues = check_markup(segment, EN_ZH)
    assert all(issue.severity == "error" for issue in issues)
    return with_fixes(segment, issues).target


@pytest.mark.parametrize(
    ("target", "right"),
    [
        ("峰会<b>开幕</b>", "峰会开幕"),
        ('<p class="x">峰会<br/>开幕</p>', "峰会开幕"),
        ("峰会&nbsp;开幕", "峰会 开幕"),
        ("A&amp;B", "A&B"),
        ("A&amp;lt;B", "A<B"),
        ("&#8220;好&#8221;", "“好”"),
        ("**峰会**开幕", "峰会开幕"),
        ("__峰会__开幕", "峰会开幕"),
        ("[峰会](https://x.org)开幕", "峰会开幕"),
        ("## 峰会开幕", "峰会开幕"),
        ("峰会**开幕", "峰会开幕"),
        ("峰\u200b会\ufeff开幕", "峰会开幕"),
        ("峰会\n开幕\t", "峰会 开幕"),
        ("峰\x07会", "峰会"),
    ],
)
def test_markup_and_unseen_characters_are_errors_and_taken_out(target: str, right: str) -> None:
    assert mended(target).rstrip() == right


@pytest.mark.parametrize(
    "target", ["你好{{name}}", "共%s家", "共%(count)d家", "${name}开幕", "{0}开幕", "峰\ufffd开幕"]
)
def test_placeholders_and_lost_characters_are_errors_without_a_fix(target: str) -> None:
    (issue,) = check_markup(Segment("s", 0, "source", target), EN_ZH)
    assert (issue.severity, issue.fix) == ("error", None)
    assert issue.message.isprintable()


@pytest.mark.parametrize(
    "target",
    [
        "P<0.05，n>30",
        "43% of trials, 5% drop",
        "A & B",
        "R&D; Q&As;",
        "#1 & *footnote 5*",
        "snake_case [1] (see 2)",
        "HLA-A*02:01",
    ],
)
def test_plain_text_has_no_markup(target: str) -> None:
    assert check_markup(Segment("s", 0, "source", target), ZH_EN) == []


def test_what_the_source_has_too_may_stay() -> None:
    assert check_markup(Segment("s", 0, "The <b> tag, %s and **", "<b>标签、%s与**"), EN_ZH) == []


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(list("ab峰<>/&;#*_`[](){}%$s \u200b\ufffd\n")), max_size=30))
def test_nothing_raises_and_letters_stay(text: str) -> None:
    segment = Segment("s", 0, "x", text)
    issues = check_markup(segment, ZH_EN)
    spans = [issue.target_span or (0, 0) for issue in issues]
    assert spans == sorted(spans)
    assert "峰" not in text or "峰" in with_fixes(segment, [i for i in issues if "HTML" not in i.message]).target
