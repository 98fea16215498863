"""Frozen values to JSON and back, by their annotations (standard library only).

``to_json`` makes what ``json.dumps`` takes; ``from_json`` builds the value again, so that
``from_json(type(v), to_json(v)) == v`` for every value of ``core.model`` and ``core.report``.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from functools import cache
from typing import (
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    overload,
)

T = TypeVar("T")
_MISSING = object()


def to_json(value: Any) -> Any:
    """Return ``value`` as dicts, lists, texts, numbers, booleans, None; else ``TypeError``."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: to_json(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    raise TypeError(f"no JSON for {type(value).__name__}")


@overload
def from_json(kind: type[T], data: Any) -> T: ...
@overload
def from_json(kind: Any, data: Any) -> Any: ...
def from_json(kind: Any, data: Any) -> Any:
    """Return the value of type ``kind`` that ``data`` (from ``to_json``) describes.

    ``kind`` is a dataclass or any annotation the core uses (a union of dataclasses goes to the one
    whose fields fit). Keys the type does not know are passed over, so that what an older version
    stored stays readable. ``ValueError`` names the place where ``data`` does not fit.
    """
    return _build(kind, data, "")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _fields(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    """Name, annotation and whether it must be given, per field."""
    hints = get_type_hints(kind)
    return tuple(
        (
            field.name,
            hints[field.name],
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(kind)
    )


def _build(kind: Any, data: Any, where: str) -> Any:
    if kind is Any or kind is object:
        return data
    if dataclasses.is_dataclass(kind):
        return _build_dataclass(cast(type, kind), data, where)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _build_union(get_args(kind), data, where)
    if origin is Literal:
        return _checked(data, data in get_args(kind), kind, where)
    if origin in (tuple, list):
        return _build_sequence(kind, data, where)
    if origin is dict:
        _checked(data, isinstance(data, dict), kind, where)
        value = get_args(kind)[1]
        return {key: _build(value, item, f"{where}.{key}") for key, item in data.items()}
    return _build_scalar(kind, data, where)


def _build_dataclass(kind: type, data: Any, where: str) -> Any:
    _checked(data, isinstance(data, dict), kind, where)
    values: dict[str, Any] = {}
    for name, annotation, required in _fields(kind):
        item = data.get(name, _MISSING)
        if item is not _MISSING:
            values[name] = _build(annotation, item, f"{where}.{name}")
        elif required:
            raise ValueError(f"{where or '.'}: {kind.__name__} needs {name!r}")
    return kind(**values)


def _build_union(options: tuple[Any, ...], data: Any, where: str) -> Any:
    if data is None and type(None) in options:
        return None
    failures = []
    for option in options:
        if option is type(None):
            continue
        try:
            return _build(option, data, where)
        except ValueError as error:
            failures.append(str(error))
    raise ValueError("; ".join(failures))


def _build_sequence(kind: Any, data: Any, where: str) -> Any:
    _checked(data, isinstance(data, list | tuple), kind, where)
    origin, items = get_origin(kind), get_args(kind)
    if origin is list or (len(items) == 2 and items[1] is Ellipsis):
        built = [_build(items[0], item, f"{where}[{i}]") for i, item in enumerate(data)]
        return built if origin is list else tuple(built)
    _checked(data, len(data) == len(items), kind, where)
    pairs = enumerate(zip(items, data, strict=True))
    return tuple(_build(item, value, f"{where}[{i}]") for i, (item, value) in pairs)


def _build_scalar(kind: Any, data: Any, where: str) -> Any:
    number = isinstance(data, int | float) and not isinstance(data, bool)
    if kind is float:
        return float(_checked(data, number, kind, where))
    if kind is int:
        return _checked(data, number and isinstance(data, int), kind, where)
    return _checked(data, isinstance(data, kind), kind, where)


def _checked(data: Any, fits: bool, kind: Any, where: str) -> Any:
    if not fits:
        name = getattr(kind, "__name__", None) if isinstance(kind, type) else None
        raise ValueError(f"{where or '.'}: expected {name or kind}, not {type(data).__name__}")
    return data
