"""What is asked in the reading bench: each question as our address, as a bare route's query, and as SQL for datasette."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson
from fastapi import FastAPI, Response
from neo4j import AsyncGraphDatabase

from queries.catalogue import catalogue

SHOWN = 50
MANY = 1000
POINTS = frozenset(
    (
        "a city's partners",
        "search while typing",
        "shortest paths",
        "graph around a city",
        "asked in words",
        "page of an authority",
    )
)
"""Questions about one or two bodies or names; the others are about all that a territory contains."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `bare` is a query of the catalogue with its parameters, `sql` the same for datasette; None: no such.

    `anew` is our address with a place `{n}` for a number that makes it one that was not asked yet, and changes little else
    (a year far ahead leaves out the tenth of the partnerships that have no beginning): finished pages of lists are kept for a
    revision, and what was never asked counts.
    """

    name: str
    ours: str
    bare: tuple[str, dict[str, Any]] | None = None
    sql: str | None = None
    anew: str | None = None


ROWS = """
SELECT p.id, p.form, p.status, p.since, p.until, p.themes, p.stated_on,
 (SELECT json_group_array(json_object('id', y.actor, 'name', a.name, 'country', y.country, 'role', y.role))
  FROM parties y JOIN actors a ON a.id = y.actor WHERE y.partnership = p.id) AS parties,
 (SELECT json_group_array(json_object('source', s.source, 'locator', s.locator, 'date', s.stated_on))
  FROM statements s WHERE s.thing = p.id AND s.thing_type = 'partnership') AS sources
FROM partnerships p
"""
BETWEEN = (
    ROWS
    + """
WHERE p.id IN (SELECT x.partnership FROM parties x JOIN parties y ON y.partnership = x.partnership AND y.actor <> x.actor
 WHERE {x} AND {y} AND x.role = 'party' AND y.role = 'party') ORDER BY p.id LIMIT {limit}
"""
)


def questions() -> tuple[Question, ...]:
    """Return what is asked."""
    of, between = "read/partnerships_of/partnership_rows", "read/partnerships_between/partnership_rows"
    page = {"skip": 0, "limit": SHOWN}
    in_france, in_us = "x.country = 'FR'", "y.country = 'US'"
    return (
        Question(
            "a city's partners",
            "/v1/collectivities/fr-nancy/partners",
            (of, {"a": "fr-nancy", **page}),
            ROWS + "WHERE p.id IN (SELECT partnership FROM parties WHERE actor = 'fr-nancy') ORDER BY p.id LIMIT 50",
            "/v1/collectivities/fr-nancy/partners?limit={n}",
        ),
        Question(
            "France–Pennsylvania",
            "/v1/partnerships?between=FR&and=US-PA",
            (between, {"a": "FR", "b": "US-PA", **page}),
            BETWEEN.format(x=in_france, y="y.territory = 'US-PA'", limit=SHOWN),
            "/v1/partnerships?between=FR&and=US-PA&since_to=9{n}",
        ),
        Question(
            "France–United States, all",
            f"/v1/partnerships?between=FR&and=US&limit={MANY}",
            (between, {"a": "FR", "b": "US", "skip": 0, "limit": MANY}),
            BETWEEN.format(x=in_france, y=in_us, limit=MANY),
            f"/v1/partnerships?between=FR&and=US&limit={MANY}&since_to=9{{n}}",
        ),
        Question(
            "counts by form, status and country",
            "/v1/partnerships?facets=form,status,country&limit=1",
            None,
            "SELECT 'form' AS f, form AS v, count(*) AS n FROM partnerships GROUP BY form UNION ALL "
            "SELECT 'status', status, count(*) FROM partnerships GROUP BY status UNION ALL "
            "SELECT 'country', country, count(DISTINCT partnership) FROM parties WHERE role = 'party' GROUP BY country",
            "/v1/partnerships?facets=form,status,country&limit=1&since_to=9{n}",
        ),
        Question(
            "search while typing",
            "/v1/search?q=Saint-Et&suggest=true",
            None,
            "SELECT a.id, a.name, a.kind, a.country FROM actors_fts f JOIN actors a ON a.rowid = f.rowid "
            "WHERE actors_fts MATCH '\"saint\" et*' ORDER BY rank LIMIT 8",
        ),
        Question("shortest paths", "/v1/path?from=fr-nancy&to=fr-lyon"),
        Question("graph around a city", "/v1/graph?around=fr-nancy"),
        Question(
            "asked in words", "/v1/ask?" + urlencode({"q": "which French cities partner with Pennsylvania entities"})
        ),
        Question("page of an authority", "/c/fr-nancy", None, None),
    )


def datasette_path(database: str, sql: str) -> str:
    """Return the address of a statement, without the columns' names repeated in each row."""
    return f"/{database}.json?" + urlencode({"sql": " ".join(sql.split()), "_shape": "arrays"})


def bare_app(uri: str, auth: tuple[str, str], database: str | None) -> FastAPI:
    """Return a service of one route, which runs a query by the async driver and gives the rows out as they are."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncGraphDatabase.driver(uri, auth=auth) as opened:
            app.state.driver = opened
            yield

    app = FastAPI(lifespan=lifespan)

    @app.get("/bare/{number}")
    async def bare(number: int) -> Response:
        asked = questions()[number].bare
        assert asked is not None
        async with app.state.driver.session(database=database) as session:
            result = await session.run(catalogue()[asked[0]].text, asked[1])
            rows = [record.data() async for record in result]
        return Response(orjson.dumps(rows), media_type="application/json")

    return app


def main() -> None:
    """Serve the bare route: `python -m tests.bench.targets PORT` with uri, user, password, database as JSON on stdin."""
    import uvicorn

    said = json.loads(sys.stdin.readline())
    app = bare_app(said["uri"], (said["user"], said["password"]), said["database"])
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
