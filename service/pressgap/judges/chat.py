"""A judge behind any OpenAI-compatible chat endpoint, on this machine or elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import httpx2

from pressgap.core.matching.opinions import Opinion, Pair, Ruling, Undecided
from pressgap.core.report import JudgeRef
from pressgap.judges.address import Address
from pressgap.judges.calls import CLOCK, Caller, CallFailed, Clock
from pressgap.judges.rubric import SCHEMA, VERSION, messages, opinion_in

_GIVES_UP_AFTER = 3
_NO_SUCH_FORMAT = (400, 415, 422, 501)
_FORMAT = {
    "type": "json_schema",
    "json_schema": {"name": "opinion", "strict": True, "schema": SCHEMA},
}


class ChatJudge:
    """Asks for one pair at a time, at temperature 0. Safe to share between threads."""

    def __init__(
        self, address: Address, model: str, api_key: str, timeout: float, clock: Clock = CLOCK
    ) -> None:
        """Ask ``model`` at ``address``; ``api_key`` may be empty, ``timeout`` is of one try."""
        self._address = address
        self._model = model
        self._api_key = api_key
        self._timeout = timeout
        self._clock = clock

    @property
    def ref(self) -> JudgeRef:
        """What names the judge."""
        return JudgeRef(
            name=f"{self._model} at {self._address.host}",
            kind="chat",
            model=self._model,
            sha256=None,
            address=self._address.shown,
            local=self._address.local,
            rubric=VERSION,
        )

    def opinions(self, pairs: Sequence[Pair], seconds: float) -> Iterator[Ruling]:
        """Yield a ruling for each pair; gives up after three pairs in a row without an answer."""
        # Only the address that was configured: no proxy of the environment, no redirection.
        client = httpx2.Client(headers=self._headers(), trust_env=False, follow_redirects=False)
        with client:
            deadline = self._clock.now() + seconds
            caller = Caller(client, self._address.url, self._timeout, deadline, self._clock)
            talk = _Talk(caller, self._model)
            failures = 0
            for place, pair in enumerate(pairs):
                try:
                    yield talk.opinion(pair)
                    failures = 0
                except CallFailed as failure:
                    failures += 1
                    yield Undecided(failure.why, failure.sent)
                    if failure.final or failures == _GIVES_UP_AFTER or caller.left() <= 0:
                        left = len(pairs) - place - 1
                        yield from [Undecided(f"not asked, as {failure.why}", False)] * left
                        return

    def _headers(self) -> dict[str, str]:
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if self._api_key:
            headers["Authorization"] = f"Bearer {self._api_key}"
        return headers


class _Talk:
    """One run of questions; remembers whether the server takes a response format."""

    def __init__(self, caller: Caller, model: str) -> None:
        self._caller = caller
        self._model = model
        self._structured = True

    def opinion(self, pair: Pair) -> Ruling:
        """Return the ruling; raises ``CallFailed`` where no answer came."""
        body: dict[str, Any] = {
            "model": self._model,
            "messages": messages(pair),
            "temperature": 0,
            "stream": False,
        }
        if not self._structured:
            return _ruling(self._caller.post(body))
        try:
            return _ruling(self._caller.post({**body, "response_format": _FORMAT}))
        except CallFailed as failure:
            if failure.status not in _NO_SUCH_FORMAT:
                raise
        answer = self._caller.post(body)
        self._structured = False  # only now: it was the format that was refused
        return _ruling(answer)


def _ruling(answer: Any) -> Ruling:
    content = _content(answer)
    if content is None:
        return Undecided("it answered with something that is no chat completion")
    found: Opinion | None = opinion_in(content)
    return found or Undecided("its answer does not fit the rubric")


def _content(answer: Any) -> str | None:
    try:
        content = answer["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        return None
    return content if isinstance(content, str) else None
