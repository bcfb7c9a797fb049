"""Whatever is asked, the API answers as its own description says: schemathesis, briefly. The long run is `make fuzz`."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from graph.settings import Settings

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
schema = schemathesis.openapi.from_dict(create_app(Settings()).openapi())
# Every edge of every parameter is some five thousand requests: `make fuzz` asks them.
schema.config.phases.coverage.enabled = False


@pytest.mark.parametrize("corpus_settings", ["local"], indirect=True, scope="session")
@schema.parametrize()
@settings(
    max_examples=6,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_a_documented_one(case: schemathesis.Case[Any], corpus_url: str) -> None:
    case.call_and_validate(base_url=corpus_url, checks=CHECKS, timeout=60)
