import pytest

from tests.web.api import ApiClient


def review(
    client: ApiClient, report: str, target: str, verdict: str | None, reviewer: str = "Ana"
) -> int:
    found = {"target": target, "verdict": verdict, "reviewer": reviewer, "note": "Read twice."}
    return client.post(f"/v1/comparisons/{report}/reviews", json=found).status_code


def test_a_review_stands_beside_the_machine_verdict(client: ApiClient, report: str) -> None:
    before = client.get(f"/v1/comparisons/{report}").json
    assert review(client, report, "c2", "asked") == 201
    after = client.get(f"/v1/comparisons/{report}").json
    assert after["clauses"][1]["verdict"] == before["clauses"][1]["verdict"]
    assert [r["reviewer"] for r in after["clauses"][1]["reviews"]] == ["Ana"]
    assert after["summary"]["reviewed"] == 1


def test_reviews_are_appended_and_none_is_lost(client: ApiClient, report: str) -> None:
    for verdict in ("asked", "not_raised", None):
        assert review(client, report, "c2", verdict) == 201
    listed = client.get(f"/v1/comparisons/{report}/reviews").json
    assert [each["verdict"] for each in listed["items"]] == ["asked", "not_raised", None]
    assert client.get(f"/v1/comparisons/{report}").json["summary"]["reviewed"] == 0


def test_coders_who_disagree_are_counted_as_disputed(client: ApiClient, report: str) -> None:
    review(client, report, "c2", "asked", reviewer="Ana")
    review(client, report, "c2", "not_raised", reviewer="Ben")
    assert client.get(f"/v1/comparisons/{report}").json["summary"]["disputed"] == 1


def test_a_question_is_reviewed_with_the_verdicts_of_questions(
    client: ApiClient, report: str
) -> None:
    assert review(client, report, "t1.e2.q1", "off_declaration") == 201


@pytest.mark.parametrize(
    ("target", "verdict", "named"),
    [
        ("c99", "asked", "c99"),
        ("c2", "off_declaration", "not_raised"),
        ("t1.e2.q1", "asked", "off_declaration"),
    ],
)
def test_a_target_or_verdict_that_does_not_fit_is_refused_with_those_that_do(
    client: ApiClient, report: str, target: str, verdict: str, named: str
) -> None:
    asked = {"target": target, "verdict": verdict, "reviewer": "Ana"}
    response = client.post(f"/v1/comparisons/{report}/reviews", json=asked)
    assert response.status_code == 422
    assert named in response.json["detail"]


def test_a_review_needs_a_verdict_and_a_name(client: ApiClient, report: str) -> None:
    response = client.post(
        f"/v1/comparisons/{report}/reviews", json={"target": "c1", "reviewer": " "}
    )
    assert response.status_code == 422
    assert {error["field"] for error in response.json["errors"]} == {"verdict", "reviewer"}


def test_agreement_is_given_between_machine_and_coders(client: ApiClient, report: str) -> None:
    path = f"/v1/comparisons/{report}/agreement"
    assert client.get(path).json == {"items": [], "next": None}
    review(client, report, "c2", "asked", reviewer="Ana")
    review(client, report, "c2", "not_raised", reviewer="Ben")
    found = client.get(path).json["items"]
    assert [(each["first"], each["second"]) for each in found] == [
        (None, "Ana"),
        (None, "Ben"),
        ("Ana", "Ben"),
    ]
    assert (found[2]["raw"], found[2]["kappa"], found[2]["apart"]) == (0.0, 0.0, ["c2"])
