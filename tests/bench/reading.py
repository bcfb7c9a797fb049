"""What an answer costs beside a bare route and datasette, on the same rows, in one run.

    python -m tests.bench.reading [--engine local neo4j] [--scale 1] [--rounds 100] [--json FILE]

Each of the three is a service of its own on a loopback port. One client asks them in turn, so that whatever else the machine
does falls on all; then wrk asks each with eight clients. "First" is the first answer after the service has opened the graph.
datasette serves the SQLite that `jumelles export sqlite` writes, with its indexes. The bare route runs our query by the
async driver and gives its rows out; it checks, counts and explains nothing. Ours keeps finished pages of lists for a
revision: "never asked before" is a page that it has to work out, and that is what the ratios are of; "again" one that it has.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import psutil

from graph.db import open_graph
from graph.engine import running
from graph.engine_java import free_port
from graph.settings import Settings
from tests.bench.loading import heap_for
from tests.bench.meter import engine_process, processor_seconds
from tests.bench.national import load_national, national
from tests.bench.targets import Question, datasette_path, questions
from tests.conftest import engine_settings
from tests.test_crash import environment
from viz.exports.export import Format, export

TIMEOUT = 120.0
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
COUNT = re.compile(r"(\d+) requests in")


@contextmanager
def service(
    command: list[str], url: str, ready: str, *, said: str = "", env: dict[str, str] | None = None
) -> Iterator[str]:
    """Run a service until the block ends; yield its address once it answers."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env
    )
    assert process.stdin is not None
    process.stdin.write(said.encode())
    process.stdin.close()
    try:
        deadline = time.monotonic() + TIMEOUT
        while True:
            try:
                httpx.get(url + ready, timeout=TIMEOUT).raise_for_status()
                break
            except (httpx.TransportError, httpx.HTTPStatusError):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{command[0]} did not start") from None
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait()


def services(settings: Settings, folder: Path, stack: ExitStack) -> dict[str, str]:
    """Start ours, the bare route and datasette on the same rows; return name → address."""
    with open_graph(settings) as graph:
        export(graph, Format.SQLITE, folder / "national.sqlite")
    ports = {name: free_port() for name in ("ours", "bare", "datasette")}
    url = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    jumelles = [str(Path(sys.executable).with_name("jumelles")), "serve", "--port", str(ports["ours"])]
    # Eight clients ask more in a minute than one address may.
    env = {**environment(settings), "JUMELLES_RATE_LIMIT": "100000000/minute"}
    stack.enter_context(service(jumelles, url["ours"], "/readyz", env=env))
    bare = [sys.executable, "-m", "tests.bench.targets", str(ports["bare"])]
    stack.enter_context(service(bare, url["bare"], "/bare/0", said=json.dumps(_access(settings)) + "\n"))
    program = [str(Path(sys.executable).with_name("datasette")), "serve", str(folder / "national.sqlite")]
    limits = ["--setting", "max_returned_rows", "2000", "--setting", "sql_time_limit_ms", "5000"]
    stack.enter_context(
        service([*program, *limits, "--port", str(ports["datasette"])], url["datasette"], "/-/versions.json")
    )
    return url


def _access(settings: Settings) -> dict[str, Any]:
    if settings.neo4j_uri:
        password = settings.neo4j_password.get_secret_value()
        return {
            "uri": settings.neo4j_uri,
            "user": settings.neo4j_username,
            "password": password,
            "database": settings.neo4j_database,
        }
    endpoint = running(settings)
    assert endpoint is not None
    return {
        "uri": endpoint.uri,
        "user": endpoint.username,
        "password": endpoint.password,
        "database": endpoint.database,
    }


def addresses(asked: Question, number: int, url: dict[str, str]) -> dict[str, str]:
    """Return who can be asked this, with the whole address."""
    found = {"ours": url["ours"] + asked.ours}
    if asked.anew:
        found["anew"] = url["ours"] + asked.anew
    if asked.bare:
        found["bare"] = f"{url['bare']}/bare/{number}"
    if asked.sql:
        found["datasette"] = url["datasette"] + datasette_path("national", asked.sql)
    return found


def in_turn(client: httpx.Client, found: dict[str, str], rounds: int) -> dict[str, dict[str, float]]:
    """Ask each in turn; return first, p10, p50 and p90 in milliseconds, and the bytes of an answer."""
    taken: dict[str, list[float]] = {name: [] for name in found}
    size: dict[str, int] = {}
    for number in range(rounds):
        for name, address in found.items():
            one = address.replace("{n}", str(100 + number))
            start = time.perf_counter()
            answer = client.get(one)
            taken[name].append((time.perf_counter() - start) * 1000)
            answer.raise_for_status()
            size[name] = len(answer.content)
    result = {}
    for name, all_of in taken.items():
        warm = sorted(all_of[1:])
        points = {"p10": warm[len(warm) // 10], "p50": median(warm), "p90": warm[len(warm) * 9 // 10]}
        result[name] = {"first": all_of[0], **points, "bytes": size[name]}
    return result


def rate(address: str, seconds: int, at_work: Sequence[psutil.Process]) -> dict[str, float] | None:
    """Return requests a second with eight clients, and the processor milliseconds of one; None where wrk is missing.

    Args:
        address: what is asked.
        seconds: how long.
        at_work: the service, and the engine behind it.
    """
    if shutil.which("wrk") is None:
        return None
    before = sum(map(processor_seconds, at_work))
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--timeout", "30s", address]
    done = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    used = sum(map(processor_seconds, at_work)) - before
    per_second, requests = RATE.search(done), COUNT.search(done)
    if not per_second or not requests or not int(requests[1]) or "Non-2xx" in done:
        return None
    return {"per_second": float(per_second[1]), "work_ms": used * 1000 / int(requests[1])}


def measure(
    engine: str,
    scale: float,
    files: Path,
    rounds: int,
    seconds: int,
    *,
    everything: bool = True,
    home: Path | None = None,
) -> Iterator[dict[str, Any]]:
    """Load the register, with networks and people or without, and yield a row for each question.

    Args:
        engine: local or neo4j.
        scale: times the national size.
        files: where the files of this scale lie, or are made.
        rounds: how often one client asks each.
        seconds: how long eight clients ask each.
        everything: the networks and people as well.
        home: a graph of that size which was loaded there before (`tests.bench.loading --home`); nothing is loaded then.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        chosen = stack.enter_context(engine_settings(engine, home or folder / "home", compile_fully=True))
        settings = chosen.model_copy(update={"engine_heap_mb": heap_for(scale)})
        graph = stack.enter_context(open_graph(settings))
        if home is None:
            load_national(graph, national(scale, files), everything=everything)
        url = services(settings, folder, stack)
        client = stack.enter_context(httpx.Client(timeout=TIMEOUT))
        at_work = partial(_at_work, url, engine_process(settings.home))
        for number, asked in enumerate(questions()):
            row: dict[str, Any] = {"engine": engine, "scale": scale, "question": asked.name}
            found = addresses(asked, number, url)
            try:
                row["ms"] = in_turn(client, found, rounds)
                row["rate"] = {
                    name: rate(address, seconds, at_work(name)) for name, address in found.items() if name != "anew"
                }
            except (httpx.HTTPError, subprocess.SubprocessError) as error:
                row["failed"] = str(error).splitlines()[0]
            yield row


def _at_work(url: dict[str, str], engine: psutil.Process, name: str) -> list[psutil.Process]:
    own = serving_at(url[name])
    return [own] if name == "datasette" else [own, engine]


def serving_at(url: str) -> psutil.Process:
    """Return the child of ours that serves at an address.

    Raises:
        LookupError: none does.
    """
    port = url.rpartition(":")[2]
    for child in psutil.Process().children():
        with suppress(psutil.Error):  # one that has just ended
            if port in child.cmdline():
                return child
    raise LookupError(f"nothing serves {url}")


def table(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield (
        "| engine | scale | question | ours p50 ms (p10), first | never asked before | ÷ bare | ÷ datasette "
        "| ours /s, processor ms | bare | datasette |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for row in rows:
        head = f"| {row['engine']} | {row['scale']:g} | {row['question']} |"
        if "failed" in row:
            yield f"{head} {row['failed']} | | | | | | |"
            continue
        ours = row["ms"]["ours"]
        ratios = [_ratio(row["ms"], other) for other in ("bare", "datasette")]
        rates = [_shown(row["rate"].get(name)) for name in ("ours", "bare", "datasette")]
        times = f"{ours['p50']:.1f} ({ours['p10']:.1f}), {ours['first']:.0f}"
        anew = row["ms"].get("anew")
        cold = f"{anew['p50']:.1f} ({anew['p10']:.1f})" if anew else "–"
        yield " ".join((head, times, "|", cold, "|", " | ".join((*ratios, *rates)), "|"))


def _ratio(times: dict[str, dict[str, float]], other: str) -> str:
    if other not in times:
        return "–"
    again = times["ours"]["p50"] / times[other]["p50"]
    if "anew" not in times:
        return f"{again:.2f}"
    return f"{times['anew']['p50'] / times[other]['p50']:.2f}, again {again:.2f}"


def _shown(value: dict[str, float] | None) -> str:
    return "–" if value is None else f"{value['per_second']:.0f}, {value['work_ms']:.2f}"


def machine() -> str:
    """Return what the machine was like: cores, and how many processes waited for them."""
    one, five, _ = psutil.getloadavg()
    return f"{psutil.cpu_count()} cores, load {one:.0f} (1 min), {five:.0f} (5 min)"


def main(arguments: list[str] | None = None, tell: Callable[[str], None] = print) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", nargs="+", default=["local"], choices=["local", "neo4j"])
    parser.add_argument("--scale", nargs="+", type=float, default=[1.0])
    parser.add_argument("--files", type=Path, default=Path(tempfile.gettempdir()) / "jumelles-national")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=2, help="How long wrk asks each.")
    parser.add_argument("--json", type=Path, help="Write the figures there too.")
    parser.add_argument("--home", type=Path, help="A graph that was loaded there before; one engine and one size.")
    parser.add_argument("--register", action="store_true", help="Without the networks and people.")
    asked = parser.parse_args(arguments)
    rows = []
    way: dict[str, Any] = {"everything": not asked.register, "home": asked.home}
    for engine in asked.engine:
        for scale in asked.scale:
            files = asked.files / f"{scale:g}x"
            for row in measure(engine, scale, files, asked.rounds, asked.seconds, **way):
                print(json.dumps(row), file=sys.stderr, flush=True)
                rows.append(row)
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    tell(machine())
    tell("\n".join(table(rows)))


if __name__ == "__main__":
    main()
