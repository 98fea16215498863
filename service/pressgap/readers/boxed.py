"""The process that parses hostile files: ``python -m pressgap.readers.boxed``, see ``sandbox``.

Standard input: a line of JSON that says what to do, then the file. Standard output: one JSON value,
``{"extracted": …}`` or ``{"error": …, "message": …}``.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from contextlib import suppress
from typing import Any

from pressgap.core.codec import to_json
from pressgap.errors import PressGapError, TooLarge

# Whatever a library is talked into: no connections, no programs, nothing written or removed.
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "urllib.",
    "ftplib.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "shutil.",
    "pty.",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
_LONGEST_REASON = 200


def main() -> None:
    """Read the order and the file, write the answer."""
    # What libraries print must not come between us and our answer.
    ours = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - there is no Path to it
        os.dup2(nowhere.fileno(), 1)
    order = json.loads(sys.stdin.buffer.readline())
    try:
        said = _obey(order)
        written = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except MemoryError:
        written = b'{"error": "memory", "message": ""}'
    ours.write(written)
    ours.flush()
    os._exit(0)  # nothing is left to do but to give memory back


def _obey(order: dict[str, Any]) -> dict[str, Any]:
    # trafilatura would load it, and numpy with it, for a question it is not asked here.
    sys.modules["py3langid"] = None  # type: ignore[assignment]  # how Python bars an import
    try:
        extract = importlib.import_module(order["module"]).extract
    except ImportError as error:
        reason = f"{order['what']}: the reader for this format cannot be started ({error})"
        message = f"{reason}; install PressGap anew with all it depends on"
        return {"error": "UnsupportedFormat", "message": message}
    confine(order["cpu_seconds"], order["memory_bytes"])
    return _answer(extract, order["what"], order["max_chars"])


def confine(cpu_seconds: int, memory_bytes: int) -> None:
    """Bound this process for good; what the platform cannot bound stays unbounded."""
    sys.addaudithook(_refuse)
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is all there is
        return
    for kind, limit in (
        ("RLIMIT_CPU", cpu_seconds),
        ("RLIMIT_AS", memory_bytes),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NPROC", 0),
    ):
        with suppress(AttributeError, ValueError, OSError):
            number = getattr(resource, kind)
            soft_only = kind == "RLIMIT_CPU"  # at the hard limit it would be killed unexplained
            most = resource.getrlimit(number)[1] if soft_only else limit
            resource.setrlimit(number, (limit, most))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        flags = arguments[2]
        if not isinstance(flags, int) or not flags & _WRITING:
            return
    elif not event.startswith(_FORBIDDEN):
        return
    raise PermissionError(f"a reader may not do this: {event}")


def _answer(extract: Any, what: str, max_chars: int) -> dict[str, Any]:
    data = sys.stdin.buffer.read()
    try:
        found = extract(data, what)
    except PressGapError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except RecursionError:
        return _damaged(f"{what}: nested too deeply; save it as plain text and send that")
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a library says of a broken file
        reason = f"{type(error).__name__}: {error}"[:_LONGEST_REASON]
        return _damaged(
            f"{what}: damaged, or made in a way its reader does not know ({reason}); open it in "
            "the program it was made with and save it anew, or as plain text"
        )
    if len(found.text) > max_chars:
        return {"error": TooLarge.__name__, "message": _too_long(what, max_chars)}
    return {"extracted": to_json(found)}


def _damaged(message: str) -> dict[str, Any]:
    return {"error": "UnreadableDocument", "message": message}


def _too_long(what: str, max_chars: int) -> str:
    return (
        f"{what}: its text has more than {max_chars:,} characters, the limit (setting "
        "max_document_chars, on the command line cli_max_document_chars); give the part that "
        "matters"
    )


if __name__ == "__main__":
    main()
