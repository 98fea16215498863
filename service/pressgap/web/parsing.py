"""Requests into values: strict JSON, strict query strings, uploads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

import flask
import marshmallow
from marshmallow import ValidationError
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_UNSTORABLE_MESSAGE = "Holds NUL or a lone surrogate: not text that can be stored."


class StrictParser(FlaskParser):
    """Refuses unknown fields everywhere, other media types, and text that cannot be stored."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012 - the library's own way to configure it
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": marshmallow.RAISE,
        "upload": marshmallow.RAISE,
    }
    __location_map__ = {**FlaskParser.__location_map__, "upload": "load_upload"}  # noqa: RUF012

    def load_json(self, req: flask.Request, *_: Any) -> Any:
        """Return the body as JSON; 415 for another media type, 400 where it is malformed."""
        if not is_json_request(req):
            raise UnsupportedMediaType(f"send application/json, not {req.mimetype or 'no type'}")
        value = _parse_json(_body(req))
        _refuse_unstorable("json", value)
        return value

    def load_querystring(self, req: flask.Request, *_: Any) -> Any:
        """Return the query string; 422 for a parameter given twice."""
        return _single("query", req.args.to_dict(flat=False))

    def load_upload(self, req: flask.Request, *_: Any) -> Any:
        """Return the form fields and the file of an upload, typed as JSON would have them."""
        fields = _single("upload", req.form.to_dict(flat=False))
        files = _single("upload", req.files.to_dict(flat=False))
        return {**{name: _typed(name, value) for name, value in fields.items()}, **files}


parser = StrictParser()


def _body(req: flask.Request) -> bytes:
    """Return the body; refuse one that came without a length and was cut off at the limit."""
    body = req.get_data()
    limit = req.max_content_length
    if req.content_length is None and limit is not None and len(body) >= limit:
        raise RequestEntityTooLarge
    return body


def _parse_json(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise BadRequest(f"the body is not UTF-8: byte {error.start}") from error
    except RecursionError as error:
        raise BadRequest("the body is not JSON we take: nested too deeply") from error
    except ValueError as error:  # malformed, or a number of thousands of digits
        raise BadRequest(f"the body is not valid JSON: {error}") from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _single(place: str, values: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Return each value by its name, refusing names given twice and unstorable text."""
    twice = {name: ["Given more than once."] for name, given in values.items() if len(given) > 1}
    if twice:
        refuse(place, twice)
    single = {name: given[0] for name, given in values.items()}
    _refuse_unstorable(place, {name: _text(value) for name, value in single.items()})
    return single


def _text(value: Any) -> Any:
    """Return what is text in a form's value: of a file its name, its content is the readers'."""
    return value.filename if isinstance(value, FileStorage) else value


def _typed(name: str, value: str) -> Any:
    """Return a form field as its JSON value: ``verbatim`` true or false, ``options`` an object."""
    if name == "verbatim":
        return {"true": True, "false": False}.get(value, value)
    return _parse_json(value.encode("utf-8")) if name == "options" else value


def _refuse_unstorable(place: str, value: Any) -> None:
    bad = {path: [_UNSTORABLE_MESSAGE] for path in _unstorable(value, "")}
    if bad:
        refuse(place, bad)


def _unstorable(value: Any, path: str) -> Iterator[str]:
    """Yield the paths of all texts (keys too) that hold NUL or a lone surrogate."""
    if isinstance(value, str):
        if _UNSTORABLE.search(value):
            yield path.lstrip(".") or "(request)"
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _unstorable(key, f"{path}.{key}")
            yield from _unstorable(below, f"{path}.{key}")
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _unstorable(below, f"{path}.{index}")


def refuse(place: str, messages: dict[str, Any]) -> NoReturn:
    """Refuse the request (422) with ``messages`` by field."""
    parser.handle_error(
        ValidationError({place: messages}),
        flask.request,
        marshmallow.Schema(),
        error_status_code=None,
        error_headers=None,
    )
