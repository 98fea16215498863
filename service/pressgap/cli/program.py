"""What all commands share: settings, the opened parts, and errors in one line."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from pressgap.cli.terminal import printable
from pressgap.errors import EXIT_CODES, PressGapError

if TYPE_CHECKING:
    from pressgap.settings import Settings
    from pressgap.wiring import Parts


_ALLOCATIONS = 100_000  # between two searches for garbage
# The threads of OpenMP (FAISS, torch) and OpenBLAS (numpy) wait for their next product by running
# in circles, for longer than a search takes: on two processors half of the machine. OpenBLAS has no
# use for a second thread here: its products are small, and to share one out, or to wait for whoever
# holds the other processor, takes longer than to work it out. Read by the libraries when they are
# loaded.
_RESTING = {
    "OMP_WAIT_POLICY": "passive",
    "OPENBLAS_NUM_THREADS": "1",
    "OPENBLAS_THREAD_TIMEOUT": "8",
}


class Program(click.Group):
    """The group of commands, in the order they were added; errors end it in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands as the day goes, not as the alphabet does."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what goes wrong becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except PressGapError as error:
            raise _failure(ctx, str(error), exit_code(error)) from error
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            message = (
                f"unexpected {type(error).__name__}: {error}; "
                "`pressgap --debug …` shows where, a report of it is welcome"
            )
            raise _failure(ctx, message, 1) from error


def rest_idle_threads() -> None:
    """Let the number libraries' threads sleep while they wait; what the user has set stays."""
    for name, value in _RESTING.items():
        os.environ.setdefault(name, value)


def exit_code(error: PressGapError) -> int:
    """Return the exit code of the error's class, or of the nearest class above it."""
    return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)


class _Failed(click.ClickException):
    """Ends the program with one line on standard error and exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line."""
        click.echo(f"Error: {printable(self.message)}", file=file, err=True)


class _WrongInput(_Failed):
    """Ends it with exit code 2."""

    exit_code = 2


def _failure(ctx: click.Context, message: str, code: int) -> click.ClickException:
    if isinstance(ctx.obj, Invocation) and ctx.obj.shows_tracebacks():
        import traceback

        click.echo(traceback.format_exc(), err=True)
    return _Failed(message) if code == 1 else _WrongInput(message)


@dataclass
class Invocation:
    """The options before the command."""

    config: Path | None = None
    data_dir: Path | None = None
    debug: bool = False
    log_level: str = "WARNING"

    def settings(self, **overrides: Any) -> Settings:
        """Return the settings, ``--data-dir`` and ``overrides`` before all others."""
        from pressgap.settings import load_settings

        if self.debug:
            overrides["log_level"] = "DEBUG"
        settings = load_settings(self.config, data_dir=self.data_dir, **overrides)
        self.log_level = settings.log_level
        return settings

    @contextmanager
    def parts(self, settings: Settings | None = None, *, reads: bool = False) -> Iterator[Parts]:
        """Open library and comparer, and close them at the end; ``reads``: texts will be read."""
        settings = settings or self.settings()
        _log_to_stderr(settings.log_level)
        if reads:
            from pressgap.readers.language import prepare

            prepare()  # beside the imports to come
        with _seldom_collecting():
            from pressgap.wiring import open_parts

            parts = open_parts(settings)
            try:
                yield parts
            finally:
                parts.close()

    def shows_tracebacks(self) -> bool:
        """Return whether a traceback is wanted (``--debug``, or the log level DEBUG)."""
        return self.debug or self.log_level == "DEBUG"


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for garbage seldom while a command runs: importing a model leaves none, and looking
    takes an eighth of it.
    """
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _log_to_stderr(level: str) -> None:
    handler = _Stderr()
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger = logging.getLogger("pressgap")
    logger.handlers = [handler]
    logger.setLevel(level)


class _Stderr(logging.Handler):
    """Writes to whatever standard error is at the time, as click does."""

    def emit(self, record: logging.LogRecord) -> None:
        click.echo(self.format(record), err=True)


pass_invocation = click.make_pass_decorator(Invocation)
