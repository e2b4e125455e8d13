import pytest

from translator.office.owners import COOKIE, owner_in


def test_an_owner_is_known_by_the_cookie_and_the_cookie_not_by_the_owner() -> None:
    ann, bob = ({COOKIE: letter * 43} for letter in "ab")
    assert owner_in(ann) == owner_in(dict(ann)) != owner_in(bob)
    assert ann[COOKIE] not in owner_in(ann)


@pytest.mark.parametrize("cookie", ["", "short", "x" * 44, "../../etc/passwd" + "x" * 27])
def test_what_is_no_session_has_no_owner(cookie: str) -> None:
    assert owner_in({COOKIE: cookie}) == ""
    assert owner_in({}) == ""
