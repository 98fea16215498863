"""Review by plain forms: keep, overrule, undo; what stands, who said it, how far one is."""

from __future__ import annotations

import re

import pytest

from pressgap.wiring import Parts
from tests.web.api import Answer, ApiClient
from tests.web.room.kept import keep_sample
from tests.web.room.test_comparison_pages import words


@pytest.fixture
def sample(parts: Parts) -> str:
    return f"/comparisons/{keep_sample(parts)}"


def judge(client: ApiClient, sample: str, target: str, verdict: str, **more: str) -> Answer:
    form = {"target": target, "verdict": verdict, "reviewer": "Ana", **more}
    return client.post(f"{sample}/reviews", data=form)


def test_a_verdict_is_kept_and_leads_back_to_the_same_place(client: ApiClient, sample: str) -> None:
    back = f"{sample}/side?show=c4#c4"
    answer = judge(client, sample, "c4", "asked", note="The third question.", back=back)
    assert answer.status_code == 303
    assert answer.headers["Location"] == back
    said = words(client.get(back).text)
    assert "Kept. Clause 4 is now: asked (by review)." in said
    assert "machine: ○ not raised" in said
    assert "Ana : ● asked," in said
    assert ": The third question." in said


def test_the_summary_and_the_progress_are_counted_anew(client: ApiClient, sample: str) -> None:
    judge(client, sample, "c4", "asked")
    said = words(client.get(sample).text)
    assert "2 were asked about" in said
    assert "Review 1 of 5" in said
    assert "1 of 5 clauses reviewed" in words(client.get(f"{sample}/review").text)


def test_undo_is_a_row_that_withdraws_and_the_history_stays(
    client: ApiClient, sample: str, parts: Parts
) -> None:
    judge(client, sample, "c4", "asked")
    client.post(f"{sample}/reviews", data={"target": "c4", "reviewer": "Ana", "undo": "1"})
    kept = parts.kept.reviews(sample.rpartition("/")[2])
    assert [review.verdict for review in kept] == ["asked", None]
    page = client.get(f"{sample}/findings/c4").text
    assert "Withdrawn. Clause 4 is now: not raised." in words(page)
    assert "withdrawn" in words(page)
    assert 'name="undo"' not in page


def test_only_what_stands_can_be_undone(client: ApiClient, sample: str) -> None:
    judge(client, sample, "c4", "asked")
    judge(client, sample, "c4", "unsure")
    page = client.get(f"{sample}/findings/c4").text
    assert page.count('name="undo"') == 1
    assert "(no longer stands)" in words(page)


def test_coders_who_disagree_are_shown_as_disputed(client: ApiClient, sample: str) -> None:
    judge(client, sample, "c4", "asked")
    judge(client, sample, "c4", "unsure", reviewer="Ben")
    assert "not raised (disputed)" in words(client.get(f"{sample}/side").text)
    said = words(client.get(f"{sample}/review").text)
    assert "1 disputed" in said
    assert "Ana and Ben 1 clause 0 (0%) 0.000 4" in said
    assert "machine and Ana 1 clause 0 (0%) 0.000 4" in said


def test_agreement_that_is_not_defined_says_so(client: ApiClient, sample: str) -> None:
    judge(client, sample, "c1", "asked")
    said = words(client.get(f"{sample}/review").text)
    assert "machine and Ana 1 clause 1 (100%) not defined –" in said


def test_the_unsure_come_first_and_then_the_next(client: ApiClient, sample: str) -> None:
    page = client.get(f"{sample}/review").text
    assert re.search(r'<article [^>]*id="next" aria-label="Clause 5">', page)
    (back,) = set(re.findall(r'name="back" value="([^"]*)"', page))
    answer = judge(client, sample, "c5", "not_raised", back=back)
    page = client.get(answer.headers["Location"]).text
    assert re.search(r'<article [^>]*id="next" aria-label="Clause 1">', page)
    assert 'name="undo"' in page  # of the one before
    assert "Clause 5. Library hours ○ not raised (by review)" in words(page)


def test_when_all_is_judged_the_queue_is_empty(client: ApiClient, sample: str) -> None:
    for target, verdict in (
        ("c1", "asked"), ("c2", "asked"), ("c3", "unsure"), ("c4", "asked"), ("c5", "asked"),
        ("t1.e1.q1", "unsure"), ("t1.e2.q1", "off_declaration"),
    ):  # fmt: skip
        assert judge(client, sample, target, verdict).status_code == 303
    said = words(client.get(f"{sample}/review").text)
    assert "Everything has a person’s verdict, and coders agree." in said


def test_the_name_is_remembered_for_the_next_form(client: ApiClient, sample: str) -> None:
    answer = judge(client, sample, "c4", "asked", reviewer="Åsa Lind")
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if "coder" in c)
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert 'value="Åsa Lind"' in client.get(f"{sample}/findings/c5").text
    assert "in a cookie for your next one" in client.get(f"{sample}/findings/c5").text


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"verdict": "asked", "reviewer": " "}, "a review needs its reviewer's name"),
        ({"reviewer": "Ana"}, "choose a verdict first"),
        ({"verdict": "off_declaration", "reviewer": "Ana"}, "a clause's verdict is one of"),
        ({"verdict": "asked", "reviewer": "Ana", "note": "x" * 10_001}, "at most 10000 characters"),
        ({"verdict": "asked", "reviewer": "A\x00"}, "NUL"),
    ],
)
def test_what_cannot_be_kept_is_told_beside_the_form_which_keeps_what_was_typed(
    client: ApiClient, sample: str, form: dict[str, str], told: str
) -> None:
    answer = client.post(f"{sample}/reviews", data={"target": "c4", "note": "typed", **form})
    assert answer.status_code == 422
    assert told in words(answer.text)
    assert form.get("note", "typed") in answer.text
    assert client.get(f"/v1{sample}/reviews").json["items"] == []


def test_a_clause_that_is_not_there_is_not_found(client: ApiClient, sample: str) -> None:
    assert judge(client, sample, "c99", "asked").status_code == 404
    assert client.get(f"{sample}/findings/c99").status_code == 404


@pytest.mark.parametrize(
    "back",
    ["https://example.org/", "//example.org", "/", "/comparisons/rother", "\\\\example.org", ""],
)
def test_a_form_leads_nowhere_else(client: ApiClient, sample: str, back: str) -> None:
    answer = judge(client, sample, "c4", "asked", back=back)
    assert answer.headers["Location"] == sample


def test_a_line_break_in_the_way_back_is_refused(client: ApiClient, sample: str) -> None:
    answer = judge(client, sample, "c4", "asked", back=f"{sample}/side\r\nSet-Cookie: a=b")
    assert answer.headers["Location"] == sample


def test_another_sites_page_cannot_review(client: ApiClient, sample: str) -> None:
    answer = client.post(
        f"{sample}/reviews",
        data={"target": "c4", "verdict": "asked", "reviewer": "Ana"},
        headers={"Origin": "https://example.org"},
    )
    assert answer.status_code == 403


def test_the_exports_say_which_verdicts_are_a_persons(client: ApiClient, sample: str) -> None:
    judge(client, sample, "c4", "asked", note="<b>=1+1</b>")
    csv = client.get(f"/v1{sample}.csv").text
    assert ",asked,person,not_raised," in csv
    for suffix in ("md", "html"):
        shown = client.get(f"/v1{sample}.{suffix}").text
        assert "asked (by review)" in shown
        assert "<b>=1" not in shown
