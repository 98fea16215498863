from pressgap.core.documents.landmarks import clock, locate, stamped_times
from pressgap.core.model import Landmark, Locator

PAGES = (Landmark(0, page=1), Landmark(100, page=2), Landmark(100, time="00:05:00"))


def test_a_passage_stands_on_the_last_page_that_began_before_it() -> None:
    assert locate(PAGES, 99) == Locator(page=1)
    assert locate(PAGES, 100) == Locator(page=2, time="00:05:00")
    assert locate(PAGES, 5000) == Locator(page=2, time="00:05:00")


def test_before_the_first_landmark_nothing_is_known() -> None:
    assert locate((Landmark(10, page=3),), 9) == Locator()
    assert locate((), 0) == Locator()


def test_seconds_are_shown_as_a_clock_shows_them() -> None:
    assert clock(751.9) == "00:12:31"
    assert clock(36_000) == "10:00:00"


def test_times_printed_before_labels_are_landmarks() -> None:
    text = "[00:01:02] Ann: Why?\n[00:01:30] Ben: Because.\n"
    assert stamped_times(text) == (
        Landmark(0, time="00:01:02"),
        Landmark(text.index("[00:01:30"), time="00:01:30"),
    )


def test_times_printed_after_labels_are_landmarks() -> None:
    text = "Ann Lee (00:05):\nWhy?\n\nBen Ray (01:10):\nBecause."
    assert [mark.time for mark in stamped_times(text)] == ["00:00:05", "00:01:10"]


def test_hours_of_the_day_and_times_out_of_order_are_no_landmarks() -> None:
    assert stamped_times("Ann: We meet at\n10:30 and at\n11:45 again.") == ()
    assert stamped_times("[00:09:00] Ann: Why?\n[00:01:00] Ben: No.") == ()
    assert stamped_times("[00:09:00] Ann: Why?") == ()
