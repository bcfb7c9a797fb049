"""Query files: what the catalogue refuses, with file and line."""

from __future__ import annotations

import pytest

from queries.catalogue import Budget, QueryFileError, catalogue, parse

GOOD = """\
// doc: People of a body,
//   and their offices.
// access: read
// params: id
// returns: name
// hits: 5 + 3 a row
MATCH (p:Person)-[:HOLDS]->({id: $id})
RETURN p.name AS name
"""


def test_a_good_file_is_a_query() -> None:
    (query,) = parse("read/people", GOOD)
    assert (query.name, query.access, query.params, query.returns) == (
        "read/people",
        "read",
        frozenset({"id"}),
        ("name",),
    )
    assert query.doc == "People of a body, and their offices."
    assert query.text.startswith("MATCH")
    assert query.budget.hits(rows=2, things=1000) == 11


@pytest.mark.parametrize(
    ("change", "to", "message"),
    [
        ("// doc: People of a body,\n//   and their offices.\n", "", "read/people:1: the header has no doc"),
        ("// access: read\n", "", "read/people:1: the header has no access"),
        ("access: read", "access: all", "access is 'all', expected one of read, write, schema"),
        ("params: id", "params:", "read/people:7: \\$id is used but not declared in params"),
        ("params: id", "params: id, more", "parameter more is declared but not used"),
        ("RETURN p.name", "RETURN 1; MATCH (n) RETURN p.name", "one statement a file"),
        ("// params: id", "// parms: id", "read/people:4: header key 'parms' is not known"),
        ("// params: id", "// params: id\n// params: id", "stands twice"),
        ("// doc", "//   doc", "read/people:1: the header begins with a continued line"),
        ("Person", "Each", "`each` in the header and the label Each in the statement go together"),
        ("// returns: name", "// returns: name\n// then: rows", "is said by the fragments"),
        ("// returns: name", "// then: rows", "there is no fragment 'rows'"),
        ("// hits: 5 + 3 a row\n", "", "read/people:1: hits are '', expected such as '30 [+] 40 a row [+] 9 a thing'"),
        ("3 a row", "3 a line", "hits are '5 [+] 3 a line', expected such as"),
        ("access: read", "access: write", "only what reads has a budget"),
    ],
)
def test_a_broken_file_is_refused(change: str, to: str, message: str) -> None:
    assert change in GOOD
    with pytest.raises(QueryFileError, match=message):
        parse("read/people", GOOD.replace(change, to))


def test_a_header_alone_is_refused() -> None:
    with pytest.raises(QueryFileError, match="a header but no statement"):
        parse("read/x", "// doc: nothing\n// access: read\n")


def test_a_string_may_hold_what_a_statement_may_not() -> None:
    (query,) = parse("read/x", "// doc: d\n// access: read\n// returns: a\n// hits: 0\nRETURN '$id; ' AS a\n")
    assert not query.params


def test_each_label_has_its_query() -> None:
    text = "// doc: d\n// access: schema\n// each: Person, Event\nCREATE INDEX each_x FOR (n:Each) ON (n.x)\n"
    person, event = parse("schema/x", text)
    assert (person.name, person.text) == ("schema/x/Person", "CREATE INDEX person_x FOR (n:Person) ON (n.x)")
    assert event.name == "schema/x/Event"


def test_an_ending_brings_its_parameters_and_rows() -> None:
    fragments = {
        "rows": "// doc: d\n// params: limit\n// returns: name\n// hits: 0 + 9 a row\nRETURN n.name AS name LIMIT $limit\n"
    }
    header = "// doc: d\n// access: read\n// params: id\n// then: rows\n// hits: 7 + 1 a row\n"
    (query,) = parse("read/x", f"{header}MATCH (n {{id: $id}})\n", fragments)
    assert (query.name, query.params, query.returns) == ("read/x/rows", frozenset({"id", "limit"}), ("name",))
    assert query.budget == Budget(fixed=7, row=10)


def test_wrong_parameters_are_refused() -> None:
    (query,) = parse("read/people", GOOD)
    with pytest.raises(QueryFileError, match="parameters missing: id; not declared: other"):
        query.bind({"other": 1})


def test_the_catalogue_reads_every_file() -> None:
    assert {name.split("/")[0] for name in catalogue()} == {"read", "write", "schema"}
    assert len(catalogue()) > 100
