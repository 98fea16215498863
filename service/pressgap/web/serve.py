"""PressGap under gunicorn: one process, several threads.

torch and FAISS start threads that do not survive a fork, so the parts are opened in the worker,
after it; the process that forks imports neither.
"""

from __future__ import annotations

import errno
import logging
import os
import socket
import sys
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from pressgap.errors import BadSettings, PressGapError
from pressgap.settings import Settings
from pressgap.web.logs import configuration

if TYPE_CHECKING:
    from flask import Flask

    from pressgap.wiring import Parts

GRACE_SECONDS = 30
# Beyond those that run and wait: to refuse with 503 and to answer health checks.
SPARE_THREADS = 4

log = logging.getLogger(__name__)


def serve(settings: Settings) -> None:
    """Serve until told to stop (SIGTERM, Ctrl-C); raises ``SystemExit``: 0 stopped, 1 failed.

    Raises ``BadSettings`` where nothing can listen on host and port.
    """
    _check_address(settings)
    parent = os.getpid()
    try:
        _Server(settings).run()
    except SystemExit as stop:
        if os.getpid() != parent:  # the worker: its code tells gunicorn not to start another
            raise
        raise SystemExit(1 if stop.code else 0) from stop


class _Server(BaseApplication):
    """gunicorn configured by our settings alone: no file, no environment, no command line."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._parts: Parts | None = None
        super().__init__()

    def load_config(self) -> None:
        settings = self._settings
        for name, value in {
            "bind": _address(settings),
            "workers": 1,
            "worker_class": "gthread",
            "threads": settings.server_threads + settings.max_waiting + SPARE_THREADS,
            "timeout": settings.worker_timeout,
            "graceful_timeout": GRACE_SECONDS,
            "logconfig_dict": configuration(settings.log_level),
            "loglevel": settings.log_level.lower(),
            "worker_exit": self._close,
            "control_socket_disable": True,
        }.items():
            if name in self.cfg.settings:  # the control socket came with gunicorn 25.1
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Open the parts in the worker and make the model ready, so the first request is fast."""
        from pressgap.web.app import create_app
        from pressgap.web.guards import is_loopback
        from pressgap.wiring import open_parts

        if not is_loopback(self._settings.host):
            log.warning(
                "listening on %s: whoever reaches this port may read and write the library",
                self._settings.host,
            )
        try:
            self._parts = open_parts(self._settings)
            self._parts.library.encoder().encode(["Ready."])
        except PressGapError as error:
            log.error("%s", error)
            sys.exit(Arbiter.APP_LOAD_ERROR)
        log.info("the reading room is open at http://%s/", _address(self._settings))
        return create_app(self._parts)

    def _close(self, _arbiter: Any, _worker: Any) -> None:
        if self._parts is not None:
            self._parts.close()


def _check_address(settings: Settings) -> None:
    """Refuse an address that cannot be had: gunicorn would try for seconds, and log only."""
    host, port = settings.host, settings.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise BadSettings(
                    f"port {port} on {host} is in use; choose another with --port"
                ) from error
            raise BadSettings(
                f"cannot listen on port {port} of {host} ({error.strerror or error}); choose "
                "another with --host and --port"
            ) from error


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{host}:{settings.port}"
