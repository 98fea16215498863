"""What a page says, read as a person would: its headings, links, fields and texts."""

from __future__ import annotations

from typing import Any

from lxml import html

from tests.web.api import Answer, ApiClient


class Page:
    """An answer as a page; finding what is not there fails the test."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.status = answer.status_code
        assert answer.mimetype == "text/html", answer.text
        self._tree = html.fromstring(answer.text)

    def texts(self, path: str) -> list[str]:
        """Return the text of every element at an XPath, white space as one blank."""
        return [" ".join(each.text_content().split()) for each in self.elements(path)]

    def text(self, path: str) -> str:
        """Return the text of the one element at an XPath."""
        (found,) = self.texts(path)
        return found

    def elements(self, path: str) -> list[Any]:
        return list(self._tree.xpath(path))

    def links(self, words: str) -> list[str]:
        """Return where the links of these words lead."""
        found = [
            each for each in self.elements("//a") if " ".join(each.text_content().split()) == words
        ]
        return [each.get("href") for each in found]

    def wrong(self, field: str) -> str:
        """Return what is said to be wrong beside a field."""
        (element,) = self.elements(f"//*[@id='{field}' or @name='{field}']")
        assert element.get("aria-invalid") == "true" or element.tag == "fieldset"
        assert f"{field}-wrong" in element.get("aria-describedby")
        return self.text(f"//*[@id='{field}-wrong']")


def page(client: ApiClient, path: str) -> Page:
    return Page(client.get(path))


def sent(client: ApiClient, path: str, **fields: Any) -> Answer:
    return client.post(path, data=fields, content_type="multipart/form-data")


def sent_raw(client: ApiClient, path: str, **fields: str) -> Answer:
    """Send a long form; the test client itself would leave a file open."""
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    body = "".join((*parts, "--x--\r\n")).encode()
    return client.post(path, data=body, content_type="multipart/form-data; boundary=x")


def followed(client: ApiClient, answer: Answer) -> Page:
    """Follow the redirection (303) that a form that was taken answers with."""
    assert answer.status_code == 303, answer.text
    return page(client, answer.headers["Location"].partition("#")[0])
