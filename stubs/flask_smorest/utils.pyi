from typing import Any

import apispec

def prepare_response(
    response: dict[str, Any], spec: apispec.APISpec, content_type: str
) -> None: ...
