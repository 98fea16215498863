from pressgap.wiring import Parts
from tests.web.api import ApiClient
from tests.web.room.pages import Page, followed, page, sent


def test_deleting_is_asked_about_first(client: ApiClient, budget: str) -> None:
    shown = page(client, f"/documents/{budget}/delete")
    assert shown.text("//h1") == "Delete this document?"
    assert "No comparison uses it." in shown.text("//main")
    assert shown.links("Keep it") == [f"/documents/{budget}"]
    assert client.get(f"/v1/documents/{budget}").status_code == 200


def test_a_document_that_is_deleted_is_gone_and_the_library_says_so(
    client: ApiClient, budget: str
) -> None:
    shown = followed(client, client.post(f"/documents/{budget}/delete"))
    assert shown.texts("//p[@class='notice']") == ["Deleted: Budget of Millbrook"]
    assert client.get(f"/v1/documents/{budget}").status_code == 404


def test_a_document_in_use_names_the_comparisons_that_go_too(
    client: ApiClient, report: str, conference: str
) -> None:
    shown = page(client, f"/documents/{conference}/delete")
    assert "1 comparison made of it will go too" in shown.text("//*[contains(@class, 'warning')]")
    assert shown.links("Budget of Millbrook") == [f"/comparisons/{report}"]
    followed(client, sent(client, f"/documents/{conference}/delete", going=report))
    assert client.get(f"/v1/comparisons/{report}").status_code == 404


def test_a_comparison_made_since_is_asked_about_anew(
    client: ApiClient, report: str, conference: str
) -> None:
    shown = Page(client.post(f"/documents/{conference}/delete"))
    assert shown.status == 409
    assert shown.links("Budget of Millbrook") == [f"/comparisons/{report}"]
    assert client.get(f"/v1/documents/{conference}").status_code == 200


def test_a_comparison_is_deleted_and_its_documents_stay(
    client: ApiClient, report: str, budget: str, parts: Parts
) -> None:
    parts.kept.review(report, "c1", "asked", "A. Coder")
    shown = page(client, f"/comparisons/{report}/delete")
    assert "1 review of it will go too" in shown.text("//main")
    followed(client, client.post(f"/comparisons/{report}/delete"))
    assert client.get(f"/v1/comparisons/{report}").status_code == 404
    assert client.get(f"/v1/documents/{budget}").status_code == 200


def test_what_is_not_there_cannot_be_deleted(client: ApiClient) -> None:
    assert page(client, "/documents/d000000000000000/delete").status == 404
    assert Page(client.post("/comparisons/r000000000000000/delete")).status == 404
