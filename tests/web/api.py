"""The app's test client, typed: what it answers has the JSON it has."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pressgap.web.app import create_app
from pressgap.wiring import Parts


class Answer(TestResponse):
    """An answer; a test that looks into JSON that is not there fails."""

    @property
    def json(self) -> Any:
        return self.get_json()


class ApiClient(FlaskClient):
    def open(self, *args: Any, **kwargs: Any) -> Answer:
        return cast(Answer, super().open(*args, **kwargs))

    def get(self, *args: Any, **kwargs: Any) -> Answer:
        return self.open(*args, method="GET", **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> Answer:
        return self.open(*args, method="POST", **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Answer:
        return self.open(*args, method="DELETE", **kwargs)


def client_of(app: Flask) -> ApiClient:
    app.test_client_class = ApiClient
    return cast(ApiClient, app.test_client())


def client_on(parts: Parts) -> ApiClient:
    return client_of(create_app(parts))
