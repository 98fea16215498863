from collections.abc import Iterator

import pytest

from tests.judges.server import ChatServer, chat_server


@pytest.fixture
def server() -> Iterator[ChatServer]:
    """A chat endpoint that finds nothing related, unless told otherwise."""
    with chat_server() as opened:
        yield opened
