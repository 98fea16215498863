"""What a page complains of: errors, blocked resources, files that are missing."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Page, Response

# Chromium says this of every answer from 400 on; those that matter are heard as responses.
_STATUS = "Failed to load resource: the server responded with a status of"
_PAGES = ("document", "fetch", "xhr")


def listen(page: Page, heard: list[str]) -> None:
    """Add to ``heard`` whatever of the kind happens on the page from now on.

    A page that answers 422 is no fault; a style sheet, script or picture that is not found is.
    """

    def said(message: ConsoleMessage) -> None:
        if not message.text.startswith(_STATUS):
            heard.append(f"{message.type}: {message.text}")

    def answered(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type not in _PAGES:
            heard.append(f"{response.status}: {response.url}")

    page.on("console", said)
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("response", answered)
