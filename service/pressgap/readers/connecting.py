"""Connections to addresses that were checked, and a time by which all must be done."""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Sequence
from typing import Any

import httpcore2


class Overdue(httpcore2.TimeoutException):
    """The time for all of it is up."""


class Deadline:
    """The end of so many seconds from now."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Return whether the time is up."""
        return time.monotonic() >= self._end

    def within(self, seconds: float | None = None) -> float:
        """Return ``seconds``, or what is left where that is less; raises ``Overdue``."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise Overdue("the time for all of it is up")
        return left if seconds is None else min(left, seconds)


def resolve(host: str, seconds: float) -> Sequence[str]:
    """Return the addresses of a name, in the system's order.

    Raises ``OSError`` where there are none, and ``TimeoutError``: the system itself sets no limit,
    so it is asked on a thread that may be left behind.
    """
    answers: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except OSError as error:
            answers.put(error)
        except UnicodeError as error:  # not a name that DNS could have
            answers.put(OSError(str(error)))
        else:
            answers.put(list(dict.fromkeys(str(each[4][0]) for each in found)))

    threading.Thread(target=look_up, name="resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError(f"no answer about {host} within {seconds:.0f} seconds") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


class Pinned(httpcore2.NetworkBackend):
    """Connects to the given addresses only, one after the other, whatever the host's name is now.

    The name stays what the Host header, the server name of TLS and its certificate are about.
    """

    def __init__(self, addresses: Sequence[str], deadline: Deadline) -> None:
        self._addresses = addresses
        self._deadline = deadline
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - resolved and checked before; looking it up again is the trap
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Return a connection to the first address that takes one."""
        failure: Exception = httpcore2.ConnectError("no address")
        for address in self._addresses:
            seconds = self._deadline.within(timeout)
            try:
                stream = self._backend.connect_tcp(
                    address, port, seconds, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self._deadline)
        raise failure


class _Timed(httpcore2.NetworkStream):
    """A stream on which nothing lasts beyond the deadline: not headers sent letter by letter."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come."""
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """Return the same connection, encrypted."""
        seconds = self._deadline.within(timeout)
        stream = self._stream.start_tls(ssl_context, server_hostname, seconds)
        return _Timed(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what the stream below knows."""
        return self._stream.get_extra_info(info)
