"""The API's own description: core values as JSON Schema, errors as problems."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import apispec
import flask_smorest
from flask import Response
from flask_smorest.utils import prepare_response
from werkzeug.exceptions import HTTPException

from pressgap.web import problems
from pressgap.web.parsing import parser

VERSION = "3.1.0"
View = TypeVar("View", bound=Callable[..., Any])
_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


class Api(flask_smorest.Api):
    """flask-smorest with problems in place of its own errors."""

    ERROR_SCHEMA = problems.Problem

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Answer with a problem."""
        return problems.from_http_exception(error)

    def _register_responses(self) -> None:
        """Document every error as a problem (the library documents plain JSON)."""
        named = {status.name: status.phrase for status in HTTPStatus if status >= 400}
        for name, phrase in {**named, "DEFAULT_ERROR": "Any other error"}.items():
            response: dict[str, Any] = {"description": phrase, "schema": self.ERROR_SCHEMA}
            prepare_response(response, self.spec, problems.MEDIA_TYPE)
            self.spec.components.response(name, response, lazy=True)


class Resource(flask_smorest.Blueprint):
    """A blueprint that reads requests strictly and names the errors of a view."""

    ARGUMENTS_PARSER = parser

    def fails(self, *statuses: int) -> Callable[[View], View]:
        """Document the errors a view can answer with."""

        def decorate(view: View) -> View:
            for status in statuses:
                view = self.alt_response(status, HTTPStatus(status).name)(view)
            return view

        return decorate


def describe(spec: apispec.APISpec, *values: type) -> None:
    """Add the JSON Schema of each dataclass, and of those it holds, to ``spec``."""
    seen: dict[str, type] = {}
    for value in values:
        _collect(value, seen)
    for name, value in seen.items():
        spec.components.schema(name, _object(value))


def page_of(name: str) -> dict[str, Any]:
    """Return the schema of a page of items of the schema ``name``."""
    properties = {
        "items": {"type": "array", "items": _reference(name)},
        "next": {
            "type": ["string", "null"],
            "description": "Send it as `after` for the next page; null on the last",
        },
    }
    return {"type": "object", "properties": properties, "required": ["items", "next"]}


def _collect(annotation: Any, seen: dict[str, type]) -> None:
    below = get_args(annotation)
    if dataclasses.is_dataclass(annotation) and annotation not in seen.values():
        value = cast(type, annotation)
        seen[value.__name__] = value
        below = tuple(get_type_hints(value).values())
    for each in below:
        _collect(each, seen)


def _object(value: type) -> dict[str, Any]:
    hints = get_type_hints(value)
    names = [field.name for field in dataclasses.fields(value)]
    return {
        "type": "object",
        "description": (value.__doc__ or "").strip(),
        "properties": {name: _schema(hints[name]) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _schema(annotation: Any) -> dict[str, Any]:
    """Return the schema of what ``to_json`` makes of a value with this annotation."""
    if annotation in _SCALARS:
        return {"type": _SCALARS[annotation]}
    if dataclasses.is_dataclass(annotation):
        return _reference(cast(type, annotation).__name__)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(argument) for argument in arguments]}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(arguments[1])}
    if origin in (tuple, list):
        return _array(arguments)
    return {}


def _array(items: tuple[Any, ...]) -> dict[str, Any]:
    if len(items) == 1 or items[1] is Ellipsis:
        return {"type": "array", "items": _schema(items[0])}
    return {
        "type": "array",
        "prefixItems": [_schema(item) for item in items],
        "minItems": len(items),
        "maxItems": len(items),
    }


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}
