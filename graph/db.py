"""The one door to the database: a graph that is open, on the local engine or on a Neo4j.

Only this file and the dialect know the driver. Whatever it raises leaves here as one of our errors.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from typing import Any, TypeVar

from filelock import FileLock

from graph.dialect import LOCAL, NEO4J, Dialect, full_text_sql
from graph.driver import (
    READ_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    Query,
    Result,
    ResultSummary,
    driver_errors,
    unit_of_work,
)
from graph.engine import Endpoint, engine_folder, local_engine, sql
from graph.errors import GraphRefusedError, GraphUnavailableError, JumellesError, SettingsError
from graph.mark import Mark
from graph.settings import Settings
from queries.catalogue import catalogue

T = TypeVar("T")
Row = Mapping[str, Any]
Rows = Sequence[Row]

WRITE_TRIES = 5
"""How often a write is tried when another writer got in its way."""

RETRY_TIME = 2.0
"""How long the driver itself tries again, seconds; no patience brings back an engine that is gone."""

STATEMENT_KIB = 8
"""What a statement takes of the local engine's heap while its transaction is open: 233,000 fit into 2 GiB, 105,000 do not
into 512 MiB."""

_NOT_NEO4J = ("handshake", "looks like HTTP")
"""The words by which the driver's "unavailable" tells that something else listens there."""

TOO_BIG = "give it a bigger heap (server.memory.heap.max_size), or fill it first by export neo4j-import"

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

_AGENT = re.compile(r"^Neo4j/(\d+)\.")


class Transaction:
    """A transaction in which named queries run; all of them take effect, or none."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, name: str, /, **params: Any) -> Rows:
        """Run a query of the catalogue and return its rows."""
        query = catalogue()[name]
        return list(_rows(self._transaction.run(query.text, dict(query.bind(params)))))


def _rows(result: Result) -> Iterator[dict[str, Any]]:
    """Yield the rows of a result as plain dicts: the driver's own records look each key up in a list."""
    keys = result.keys()
    return (dict(zip(keys, record, strict=True)) for record in result)


class Graph:
    """An open graph. Safe to share between threads for reading."""

    def __init__(self, driver: Driver, database: str | None, settings: Settings, dialect: Dialect, where: str) -> None:
        self._driver = driver
        self._database = database
        self._settings = settings
        self.dialect = dialect
        self.where = where
        # In a cluster a read may meet a follower that lags: it waits for what this process has already seen, so that a
        # revision and the rows that are read after it belong together.
        self._bookmarks = GraphDatabase.bookmark_manager() if where.startswith("neo4j") else None
        self.seen: int | None = None
        """The newest revision that somebody read here; the graph may have moved on since."""
        self._known: tuple[int, int] | None = None

    @property
    def most_at_once(self) -> int | None:
        """How many statements one transaction can hold, as far as that is known here."""
        return None

    def revision(self) -> int:
        """Return the number of changes that the graph has seen, without a query where nobody can have written since."""
        before = self._settled()
        if before is not None and self._known is not None and self._known[0] == before:
            return self._known[1]
        rows = self.read("read/meta")
        self.seen = int(rows[0]["revision"]) if rows else 0
        if before is not None and self._settled() == before:
            self._known = before, self.seen
        return self.seen

    def _settled(self) -> int | None:
        """Return a number that stays as long as nobody writes, None where only the database knows."""
        return None

    def read(self, name: str, /, **params: Any) -> Rows:
        """Run a read query of the catalogue and return its rows.

        Raises:
            GraphUnavailableError: the database does not answer, or took longer than the query timeout.
            GraphRefusedError: it gives more rows than one read may hold in memory.
        """
        query = catalogue()[name]
        bound = dict(query.bind(params))
        timed = Query(query.text, timeout=self._settings.query_timeout)

        @unit_of_work(timeout=self._settings.query_timeout)
        def work(transaction: ManagedTransaction) -> Rows:
            return self._bounded(name, transaction.run(query.text, bound))

        with (
            _translated(self.where, self.dialect),
            self._driver.session(
                database=self._database, default_access_mode=READ_ACCESS, bookmark_manager=self._bookmarks
            ) as session,
        ):
            try:
                # One statement is a transaction by itself: it saves the round trips of BEGIN and COMMIT, a third of a read.
                return self._bounded(name, session.run(timed, bound))
            except (driver_errors.DriverError, driver_errors.Neo4jError) as error:
                if not error.is_retryable():
                    raise
            return session.execute_read(work)

    def _bounded(self, name: str, result: Result) -> Rows:
        most = self._settings.query_rows
        rows = list(islice(_rows(result), most + 1))
        if len(rows) > most:
            raise GraphRefusedError(f"{name} gives more than {most} rows: ask for less, or raise JUMELLES_QUERY_ROWS")
        return rows

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one write transaction; it is run again when another writer got in its way.

        On the local engine one process writes at a time: it refuses concurrent writers where Neo4j makes them wait.
        """
        with _translated(self.where, self.dialect), self._one_writer():
            for left in reversed(range(WRITE_TRIES)):
                try:
                    with self._driver.session(database=self._database, bookmark_manager=self._bookmarks) as session:
                        return session.execute_write(lambda transaction: work(Transaction(transaction)))
                except driver_errors.Neo4jError as error:
                    if not left or error.code not in self.dialect.retried:
                        raise
        raise AssertionError("unreachable")

    def apply_schema(self) -> None:
        """Create constraints and indexes that are not there yet; safe to repeat."""
        names = [name for name in catalogue() if name.startswith("schema/")]
        with _translated(self.where, self.dialect), self._driver.session(database=self._database) as session:
            for name in names:
                if not name.startswith("schema/full_text/"):
                    session.run(catalogue()[name].text).consume()
        self._create_full_text([name for name in names if name.startswith("schema/full_text/")])

    def _create_full_text(self, names: Sequence[str]) -> None:
        with _translated(self.where, self.dialect), self._driver.session(database=self._database) as session:
            for name in names:
                session.run(catalogue()[name].text).consume()

    def explain(self, name: str, params: Mapping[str, Any]) -> ResultSummary:
        """Return how the server would run a query, without running it; for tests."""
        query = catalogue()[name]
        with _translated(self.where, self.dialect), self._driver.session(database=self._database) as session:
            return session.run("EXPLAIN " + query.text, dict(query.bind(params))).consume()

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        yield  # a Neo4j makes writers wait


@contextmanager
def open_graph(settings: Settings) -> Iterator[Graph]:
    """Open the graph that the settings name: a Neo4j, or else the local engine, started if need be.

    Raises:
        EngineError: the local engine cannot start.
        GraphUnavailableError: nothing answers at the address.
        GraphRefusedError: wrong password, or a server that is not Neo4j 5 or newer.
    """
    if settings.neo4j_uri:
        password = settings.neo4j_password.get_secret_value()
        auth = (settings.neo4j_username, password)
        with _driver(settings.neo4j_uri, auth, settings) as driver:
            yield Graph(driver, settings.neo4j_database, settings, NEO4J, settings.neo4j_uri)
        return
    with (
        local_engine(settings) as endpoint,
        closing(Mark(engine_folder(settings) / "writes")) as mark,
        _driver(endpoint.uri, (endpoint.username, endpoint.password), settings, LOCAL) as driver,
    ):
        yield LocalGraph(driver, endpoint, mark, settings)


class LocalGraph(Graph):
    """A graph on the local engine, with its second door for what Cypher cannot say there."""

    def __init__(self, driver: Driver, endpoint: Endpoint, mark: Mark, settings: Settings) -> None:
        super().__init__(driver, endpoint.database, settings, LOCAL, f"the local engine in {settings.home}")
        self._endpoint = endpoint
        self._mark = mark

    @property
    def most_at_once(self) -> int | None:
        """How many statements fit into the heap: minutes of writing would else end with the engine."""
        return self._settings.engine_heap_mb * 1024 // STATEMENT_KIB

    def _settled(self) -> int | None:
        return self._mark.settled() if self._endpoint.alive() else None

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        with FileLock(self._settings.home / "write.lock"), self._mark.writing():
            yield

    def _create_full_text(self, names: Sequence[str]) -> None:
        # The local engine refuses CREATE FULLTEXT INDEX; its SQL over the HTTP door makes the same index.
        for name in names:
            label = name.rsplit("/", 1)[1]
            for statement in full_text_sql(label):
                sql(self._endpoint, statement)


@contextmanager
def _driver(uri: str, auth: tuple[str, str], settings: Settings, dialect: Dialect = NEO4J) -> Iterator[Driver]:
    # The driver answers an http:// address with a missing module of its own.
    if uri.split("://", maxsplit=1)[0] not in SCHEMES:
        raise SettingsError(f"NEO4J_URI is {uri}, expected an address that begins with one of {', '.join(SCHEMES)}")
    try:
        driver = GraphDatabase.driver(
            uri,
            auth=auth,
            connection_timeout=settings.connect_timeout,
            # It bounds the handshake too: a web server at the address would else keep us for a minute.
            connection_acquisition_timeout=settings.connect_timeout,
            # The default of 30 s makes a caller wait that long for an engine that is gone.
            max_transaction_retry_time=RETRY_TIME,
            notifications_min_severity="OFF",
        )
    except (driver_errors.ConfigurationError, ValueError) as error:
        raise SettingsError(f"NEO4J_URI: {_one_line(error)}") from error
    with driver:
        with _translated(uri, dialect):
            _check_server(driver, uri)
        yield driver


def _check_server(driver: Driver, uri: str) -> None:
    agent = driver.get_server_info().agent
    match = _AGENT.match(agent)
    if not match or int(match[1]) < 5:
        raise GraphRefusedError(f"{uri} is {agent}, expected Neo4j 5 or newer")


@contextmanager
def _translated(where: str, dialect: Dialect = NEO4J) -> Iterator[None]:
    try:
        yield
    except JumellesError:
        raise
    except driver_errors.AuthError as error:
        raise GraphRefusedError(f"{where} refused user name or password") from error
    except driver_errors.ServiceUnavailable as error:
        raise _unavailable(where, dialect, error) from error
    except (driver_errors.SessionExpired, driver_errors.TransientError) as error:
        raise _away(where, error) from error
    except driver_errors.Neo4jError as error:
        if said := _passing(error.code or ""):
            raise GraphUnavailableError(f"{where} {said}") from error
        raise GraphRefusedError(f"{where} refused a statement: {_one_line(error)}") from error
    except (driver_errors.DriverError, OSError) as error:
        raise GraphUnavailableError(f"{where} does not answer: {_one_line(error)}") from error


def _unavailable(where: str, dialect: Dialect, error: BaseException) -> JumellesError:
    if said := _untrusted(error):
        return GraphRefusedError(f"{where} has a certificate that is not trusted: {said} (+ssc takes one of its own)")
    # A local engine that was just killed fails in the handshake too; there nothing else can be listening.
    if dialect is not LOCAL and any(sign in str(error) for sign in _NOT_NEO4J):
        return GraphRefusedError(f"{where} is not a Neo4j: {_one_line(error)}")
    return GraphUnavailableError(f"{where} does not answer: {_one_line(error)}")


def _untrusted(error: BaseException | None) -> str | None:
    """Return why a certificate was not trusted, where that is the cause of an error, however deep the driver put it."""
    if error is None or isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message if error else None
    for one in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        if said := _untrusted(one):
            return said
    return _untrusted(error.__cause__ or error.__context__)


def _away(where: str, error: BaseException) -> JumellesError:
    if "MemoryPoolOutOfMemory" in (getattr(error, "code", None) or ""):
        return GraphRefusedError(f"{where} lacks memory for so big a transaction: {TOO_BIG}")
    return GraphUnavailableError(f"{where} does not answer: {_one_line(error)}")


def _passing(code: str) -> str | None:
    if "TransactionTimedOut" in code:  # the two engines add different endings
        return "took longer than the query timeout"
    # Of a database that was replaced: a graph that is opened anew remembers nothing of it.
    return "holds another database than before" if "Bookmark" in code else None


def _one_line(error: BaseException) -> str:
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    return str(text).splitlines()[0][:200]
