import threading

import pytest

from translator import ReleaseError
from translator.office.turns import BusyError, Stopped, Ticket, Turns


class Gate:
    """A work that goes on until it is let through."""

    def __init__(self) -> None:
        self.begun, self.open = threading.Event(), threading.Event()

    def __call__(self, ticket: Ticket[str]) -> str:
        self.begun.set()
        assert self.open.wait(10)
        ticket.report("late", 1, 1)
        return "through"


@pytest.fixture
def turns() -> Turns:
    return Turns(owners=3, each=3)


@pytest.fixture
def gate(turns: Turns) -> Gate:
    """What the worker is at, so that all else waits."""
    gate = Gate()
    turns.put("first", gate)
    assert gate.begun.wait(10)
    return gate


def test_a_work_gives_its_result(turns: Turns) -> None:
    assert turns.put("a", lambda ticket: 6 * 7).result(10) == 42


def test_owners_are_served_in_turn_and_one_with_many_works_does_not_keep_the_others_waiting(
    turns: Turns, gate: Gate
) -> None:
    order: list[str] = []
    tickets = [
        turns.put(name[0], lambda ticket, name=name: order.append(name)) for name in ("a1", "a2", "a3", "b1", "c1")
    ]
    assert [ticket.before for ticket in tickets] == [1, 4, 5, 2, 3]
    gate.open.set()
    assert all(ticket.wait(10) for ticket in tickets)
    assert order == ["a1", "b1", "c1", "a2", "a3"]


def test_who_was_just_served_comes_after_who_waits(turns: Turns, gate: Gate) -> None:
    order: list[str] = []
    again = turns.put("first", lambda ticket: order.append("first"))
    other = turns.put("other", lambda ticket: order.append("other"))
    assert (again.before, other.before) == (2, 1)
    gate.open.set()
    assert again.wait(10)
    assert other.wait(10)
    assert order == ["other", "first"]


def test_the_place_in_the_queue_is_the_number_of_works_done_first(turns: Turns, gate: Gate) -> None:
    done: list[Ticket[None]] = []
    tickets: list[Ticket[None]] = []
    for owner in ("a", "b", "a", "first", "a"):
        tickets.append(turns.put(owner, lambda ticket: done.append(ticket)))
    told = {ticket: ticket.before for ticket in tickets}
    gate.open.set()
    assert all(ticket.wait(10) for ticket in tickets)
    assert [told[ticket] for ticket in done] == [1, 2, 3, 4, 5]


def test_a_full_queue_says_so(turns: Turns, gate: Gate) -> None:
    for _ in range(3):
        turns.put("a", lambda ticket: None)
    with pytest.raises(BusyError, match="of yours"):
        turns.put("a", lambda ticket: None)
    turns.put("b", lambda ticket: None)
    turns.put("c", lambda ticket: None)
    with pytest.raises(BusyError, match="full"):
        turns.put("d", lambda ticket: None)
    assert turns.waiting == 5
    gate.open.set()


def test_what_waits_is_stopped_at_once(turns: Turns, gate: Gate) -> None:
    ticket = turns.put("a", lambda ticket: pytest.fail("it was stopped"))
    ticket.cancel()
    assert ticket.state == "stopped"
    with pytest.raises(Stopped):
        ticket.result(0)
    gate.open.set()
    assert turns.put("b", lambda ticket: "next").result(10) == "next"


def test_what_is_being_done_is_stopped_with_its_next_report(turns: Turns) -> None:
    gate = Gate()
    ticket = turns.put("a", gate)
    assert gate.begun.wait(10)
    ticket.cancel()
    with pytest.raises(TimeoutError):
        ticket.result(0)
    gate.open.set()
    with pytest.raises(Stopped):
        ticket.result(10)


def test_a_work_that_fails_fails_alone_and_its_article_is_not_logged(
    turns: Turns, caplog: pytest.LogCaptureFixture
) -> None:
    words = "secret words of the article"

    def fail(ticket: Ticket[None]) -> None:
        raise ValueError(words)

    def refuse(ticket: Ticket[None]) -> None:
        raise ReleaseError("what the user can mend")

    with pytest.raises(ValueError, match="secret"):
        turns.put("a", fail).result(10)
    with pytest.raises(ReleaseError, match="mend"):
        turns.put("a", refuse).result(10)
    assert turns.put("a", lambda ticket: "on").result(10) == "on"
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text
