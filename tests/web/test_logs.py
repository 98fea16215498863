import json
import logging
import sys

import pytest

from pressgap.web.logs import JsonFormatter
from tests.web.api import ApiClient


def record(exc_info: object = None, **more: object) -> logging.LogRecord:
    made = logging.LogRecord("name", logging.INFO, "file", 1, "said %s", ("this",), exc_info)  # type: ignore[arg-type]  # the tuple of sys.exc_info
    made.__dict__.update(more)
    return made


def test_a_line_is_one_json_object() -> None:
    line = JsonFormatter().format(record(status=200, secret="left out"))  # noqa: S106
    assert "\n" not in line
    found = json.loads(line)
    assert (found["level"], found["message"], found["status"]) == ("INFO", "said this", 200)
    assert "secret" not in found


def test_a_traceback_stays_on_the_line() -> None:
    try:
        raise ValueError("broken")
    except ValueError:
        line = JsonFormatter().format(record(sys.exc_info()))
    assert "\n" not in line
    assert "ValueError: broken" in json.loads(line)["traceback"]


def test_every_request_is_logged_with_its_outcome(
    client: ApiClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="pressgap.access"):
        client.get("/nowhere")
    (line,) = [each for each in caplog.records if each.name == "pressgap.access"]
    assert line.getMessage() == "GET /nowhere 404"
