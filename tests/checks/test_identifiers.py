import pytest

from translator.checks.identifiers import check_identifiers, read_identifiers
from translator.release import Direction, Segment

EN_ZH = Direction("en", "zh")


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Email service@ichongqing.info.", "e-mail address", "service@ichongqing.info"),
        ("联系邮箱：news@example.com。", "e-mail address", "news@example.com"),
        ("See https://example.org/a?b=1.", "web address", "https://example.org/a?b=1"),
        ("详见www.example.cn", "web address", "www.example.cn"),
        ("doi:10.1016/S0140-6736(20)30183-5", "DOI", "10.1016/S0140-6736(20)30183-5"),
        ("registered as NCT01234567", "trial registration", "NCT01234567"),
        ("注册号ChiCTR2100045678）", "trial registration", "ChiCTR2100045678"),
        ("Call +86-20-5550-0138 now", "telephone number", "+86-20-5550-0138"),
        ("热线：023-68661234", "telephone number", "023-68661234"),
        ("手机13812345678", "telephone number", "13812345678"),
    ],
)
def test_each_kind_is_found_in_running_text(text: str, kind: str, found: str) -> None:
    (identifier,) = read_identifiers(text)
    assert (identifier.kind, identifier.text) == (kind, found)


def test_ordinary_numbers_ranges_and_dates_are_no_identifiers() -> None:
    assert read_identifiers("From 2019-2025, 1-3-7, 9:30-10:15, 14,620 patients in 16.5 months") == ()


def test_an_identifier_kept_as_it_is_raises_nothing() -> None:
    segment = Segment("s", 0, "Email service@ichongqing.info.", "请发邮件至service@ichongqing.info。")
    assert check_identifiers(segment, EN_ZH) == []


@pytest.mark.parametrize("near", ["Service@ichongqing.info", "service@ichongqing. info", "service＠ichongqing.info"])
def test_a_near_miss_is_an_error_with_the_original_as_fix(near: str) -> None:
    target = f"请联系 {near} 咨询"
    (issue,) = check_identifiers(Segment("s", 0, "Email service@ichongqing.info.", target), EN_ZH)
    assert issue.severity == "error"
    assert issue.target_span is not None
    assert target[slice(*issue.target_span)] == near
    assert issue.fix == "service@ichongqing.info"


def test_a_missing_identifier_is_an_error_without_fix() -> None:
    (issue,) = check_identifiers(Segment("s", 0, "Trial NCT01234567 began.", "试验开始。"), EN_ZH)
    assert (issue.severity, issue.fix, issue.source_span) == ("error", None, (6, 17))
    assert "NCT01234567" in issue.message
    assert "NCT01234567" in issue.message_zh


def test_an_invented_address_is_an_error() -> None:
    (issue,) = check_identifiers(Segment("s", 0, "Contact the press office.", "请联系press@example.com。"), EN_ZH)
    assert issue.target_span == (3, 20)


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("press [at] heart [dot] org", "e-mail address", "press [at] heart [dot] org"),
        ("注册号ISRCTN12345678。", "trial registration", "ISRCTN12345678"),
        ("EudraCT 2004-000446-20", "trial registration", "2004-000446-20"),
        ("ORCID 0000-0002-1825-0097.", "ORCID", "0000-0002-1825-0097"),
        ("书号978-7-5679-1234-5", "ISBN", "978-7-5679-1234-5"),
        ("arXiv:2101.00001.", "preprint number", "arXiv:2101.00001"),
        ("项目编号2021YFC2500100。", "grant number", "2021YFC2500100"),
        ("grant R01 CA123456", "grant number", "R01 CA123456"),
        ("批准文号国药准字H20203456。", "approval number", "国药准字H20203456"),
        ("符合GB/T 16886-2011标准", "standard number", "GB/T 16886-2011"),
    ],
)
def test_numbers_of_trials_books_and_grants_are_found(text: str, kind: str, found: str) -> None:
    (identifier,) = read_identifiers(text)
    assert (identifier.kind, identifier.text) == (kind, found)


@pytest.mark.parametrize("wrong", ["NCT012345678", "NCT0123456", "NCT01234568"])
def test_a_digit_too_many_too_few_or_changed_is_an_error(wrong: str) -> None:
    assert [i.severity for i in check_identifiers(Segment("s", 0, "See NCT01234567.", f"见{wrong}。"), EN_ZH)] == [
        "error"
    ]


def test_letters_before_an_address_make_it_another_one() -> None:
    (issue,) = check_identifiers(Segment("s", 0, "Write to info@heart.org.", "请致信xinfo@heart.org。"), EN_ZH)
    assert issue.fix == "info@heart.org"
