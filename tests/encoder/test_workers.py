import threading
import time
from collections.abc import Iterator

import pytest

from pressgap.encoder.workers import Workers


def test_results_come_in_the_order_of_the_items_whoever_is_ready_first() -> None:
    def work(item: int) -> int:
        time.sleep(0.02 if item % 3 == 0 else 0)
        return item * item

    assert list(Workers(3, lambda: None).each(work, range(20))) == [i * i for i in range(20)]


def test_every_thread_is_prepared_once() -> None:
    prepared: list[str] = []
    both = threading.Barrier(2, timeout=10)
    found = Workers(2, lambda: prepared.append(threading.current_thread().name))
    list(found.each(lambda _: both.wait(), range(2)))
    list(found.each(lambda _: both.wait(), range(2)))
    assert len(prepared) == len(set(prepared)) == 2


def test_what_the_work_raises_is_raised_and_later_work_goes_on() -> None:
    found = Workers(2, lambda: None)
    with pytest.raises(ZeroDivisionError):
        list(found.each(lambda item: 1 // item, [1, 0, 2, 3, 4, 5, 6]))
    assert list(found.each(lambda item: item, [1, 2])) == [1, 2]


def test_little_of_a_long_call_waits_so_that_a_short_one_comes_through() -> None:
    found = Workers(1, lambda: None)
    given: list[int] = []

    def items() -> Iterator[int]:
        for item in range(100):
            given.append(item)
            yield item

    long = found.each(lambda item: item, items())
    next(long)
    assert len(given) <= 4
    assert list(found.each(lambda item: item, [7])) == [7]
    assert len(list(long)) == 99


def test_after_a_fork_the_child_starts_threads_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Workers(1, lambda: None)
    (parent,) = found.each(lambda _: threading.get_ident(), [0])
    monkeypatch.setattr("os.getpid", lambda: -1)
    (child,) = found.each(lambda _: threading.get_ident(), [0])
    assert child != parent
