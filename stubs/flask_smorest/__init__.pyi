from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import apispec
import flask
from marshmallow import Schema
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

View = TypeVar("View", bound=Callable[..., Any])
SchemaLike = type[Schema] | Schema | str | Mapping[str, Any]

class Blueprint(flask.Blueprint):
    ARGUMENTS_PARSER: FlaskParser
    def __init__(
        self, name: str, import_name: str, *, description: str = ..., url_prefix: str | None = ...
    ) -> None: ...
    def route(  # type: ignore[override]  # the library takes documentation arguments besides
        self,
        rule: str,
        *,
        parameters: Sequence[Mapping[str, Any]] | None = ...,
        tags: Sequence[str] | None = ...,
        methods: Sequence[str] = ...,
        endpoint: str | None = ...,
    ) -> Callable[[View], View]: ...
    def arguments(
        self,
        schema: type[Schema] | Schema,
        *,
        location: str = ...,
        content_type: str | None = ...,
        required: bool = ...,
        description: str | None = ...,
    ) -> Callable[[View], View]: ...
    def response(
        self,
        status_code: int,
        schema: SchemaLike | None = ...,
        *,
        content_type: str | None = ...,
        description: str | None = ...,
        headers: Mapping[str, Any] | None = ...,
    ) -> Callable[[View], View]: ...
    def alt_response(
        self,
        status_code: int,
        response: str | None = ...,
        *,
        schema: SchemaLike | None = ...,
        content_type: str | None = ...,
        description: str | None = ...,
        headers: Mapping[str, Any] | None = ...,
        success: bool = ...,
    ) -> Callable[[View], View]: ...
    @staticmethod
    def doc(**kwargs: Any) -> Callable[[View], View]: ...

class Api:
    ERROR_SCHEMA: type[Schema]
    DEFAULT_RESPONSE_CONTENT_TYPE: str
    spec: apispec.APISpec
    def __init__(
        self, app: flask.Flask | None = ..., *, spec_kwargs: Mapping[str, Any] | None = ...
    ) -> None: ...
    def register_blueprint(self, blp: Blueprint) -> None: ...
    def handle_http_exception(self, error: HTTPException) -> Response: ...
    def _register_responses(self) -> None: ...
