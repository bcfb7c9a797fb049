"""What else happens: a full disk, a folder that cannot be written, a clock that jumps, two loads, a load while serving."""

from __future__ import annotations

import datetime as dt
import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from api.access.keys import Keyring, Scope
from graph.db import open_graph
from loaders.facts.corpus import corpus
from tests.conftest import wipe
from tests.faults.kills import Engine
from tests.faults.stage import JUMELLES, FaultError, Loader, Server, Stage, Watcher, must, stage
from tests.test_crash import environment

DAY = 86_400
OUTPUTS = (("dump", "{path}"), ("export", "json", "-o", "{path}"), ("map", "-o", "{path}"))
"""Commands that write a file."""


def load_while_serving(on: Stage, seconds: float = 10.0, loads: int = 6) -> int:
    """Load by turns while somebody reads: every answer is of the old or the new state. Returns how many answers came."""
    serve = Engine()
    try:
        server = serve.ready(on)
        one = Loader(on, rest=0.3)
        with Watcher(server, serve.bodies) as watcher:
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline or one.last < loads:
                one.next()
            on.check(one.killed())
        watcher.check()
        must(watcher.answers > watcher.refused, f"{watcher.answers} answers, {watcher.refused} refused")
        return watcher.answers
    finally:
        serve.close()


def two_loads_at_once(on: Stage) -> None:
    """Load different sources, and one of them twice, at the same moment: nothing is lost, and nothing stands twice."""
    files = [str(path) for path in corpus()]
    with open_graph(on.settings):
        wipe(on.settings)
        _loaded(on, [files])
        alone = on.found()
        wipe(on.settings)
        _loaded(on, [files[:3], files[2:], files[:1]])
        must(on.found() == alone, "loads at the same time left something else than one after the other")


def _loaded(on: Stage, shares: Sequence[Sequence[str]]) -> None:
    running = [
        subprocess.Popen(
            [JUMELLES, "load", "facts", *share],
            env=environment(on.settings),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for share in shares
    ]
    for one in running:
        _, said = one.communicate(timeout=300)
        must(one.returncode == 0, f"a load failed: {said[-300:]}")


def files_that_grow_too_large(on: Stage, folder: Path) -> None:
    """Cut every file off at some bytes, as a full disk does: one line, exit 1, and the file of yesterday stays."""
    with open_graph(on.settings):
        for command in OUTPUTS:
            path = folder / command[0]
            path.write_text("of yesterday", encoding="utf-8")
            _refused(on, command, path, limit=400)
            must(path.read_text(encoding="utf-8") == "of yesterday", f"{command[0]}: the file of yesterday is gone")
        left = sorted(one.name for one in folder.iterdir())
        must(left == sorted(command[0] for command in OUTPUTS), f"drafts were left: {left}")


def folders_that_cannot_be_written(on: Stage, folder: Path) -> None:
    """Write where nothing can be written, and live there: one line, exit 1."""
    with read_only(folder) as closed, open_graph(on.settings):
        for command in OUTPUTS:
            _refused(on, command, closed / command[0])
        env = {**environment(on.settings), "JUMELLES_HOME": str(closed / "home")}
        env.pop("NEO4J_URI", None)
        done = subprocess.run([JUMELLES, "load", "corpus"], env=env, capture_output=True, text=True, check=False)
        must(done.returncode == 1 and done.stderr.count("\n") == 1, f"load: {done.returncode} {done.stderr[-300:]}")


def _unmeasured(env: Mapping[str, str]) -> dict[str, str]:
    """Leave out what has a command of the suite count its lines: it could not finish that file either."""
    return {name: value for name, value in env.items() if not name.startswith(("COVERAGE_", "COV_CORE_"))}


def _refused(on: Stage, command: Sequence[str], path: Path, limit: int | None = None) -> None:
    words = [word.format(path=path) for word in command]

    def limited() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [JUMELLES, *words],
        env={**_unmeasured(environment(on.settings)), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited,
        timeout=120,
    )
    must(done.returncode == 1, f"{command[0]}: exit {done.returncode}: {done.stderr[-300:]}")
    must(done.stderr.count("\n") == 1, f"{command[0]}: not one line: {done.stderr[-500:]}")
    must(path.name in done.stderr, f"{command[0]}: does not name the file: {done.stderr}")


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """Yield a folder that cannot be written; for root that takes a mount."""
    closed = folder / "closed"
    closed.mkdir()
    if os.geteuid():
        closed.chmod(0o555)
        yield closed
        closed.chmod(0o755)
        return
    with mounted(closed, "size=1m,ro"):
        yield closed


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """Mount a small disk in memory on a folder."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def may_mount() -> bool:
    """Whether a small disk can be mounted here."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with mounted(Path(folder), "size=1m"):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


def a_full_disk(home: Path) -> None:
    """Let the disk of the local engine fill up in the middle of loads: one whole state stays, and with room it goes on."""
    with mounted(home, "size=128m"), stage("local", home) as on:
        one = Loader(on)
        _fill(home / "ballast")
        deadline = time.monotonic() + 20
        while one.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.2)
        acknowledged = one.ended() if one.process.poll() is not None else one.killed()
        (home / "ballast").unlink()
        number = on.check(acknowledged)
        must(on.put(1 - number) == on.states[1 - number], "with room again it does not load")


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        for size in (2**20, 2**12):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def clock_jumps(home: Path) -> None:
    """Let the clock of server, loader and local engine jump to and fro: answers stay right, and keys expire by it."""
    shift = home / "shift"
    shift.write_text("0", encoding="utf-8")
    library = home / "clock.so"
    here = Path(__file__).with_name("clock.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(here), "-ldl"], check=True)
    shifted = {"LD_PRELOAD": str(library), "CLOCK_SHIFT": str(shift)}
    keyring = Keyring(home)
    tomorrow = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=2)
    _, key = keyring.make("clock", [Scope.READ], tomorrow)
    on = Stage("local", home)
    server = Server(on, JUMELLES_REQUIRE_KEY="true", **shifted)
    server.client.headers["X-API-Key"] = key
    try:
        states, expected = [on.put(0), on.put(1)], server.bodies()
        on.states = (states[0], states[1])
        for days in (1, -1, 400, -400, 0):
            shift.write_text(str(days * DAY), encoding="utf-8")
            _answers(server, expected, expired=days > 2)
            on.put(0)
            must(on.put(1) == states[1], f"after {days} days a load leaves something else")
            _answers(server, expected, expired=days > 2)
    finally:
        server.end()


def _answers(server: Server, expected: Sequence[object], *, expired: bool) -> None:
    if expired:
        answer = server.client.get("/v1/partnerships")
        must(answer.status_code == 401, f"an expired key is let in: {answer.status_code}")
    else:
        must(server.bodies() == expected, "other answers")


def every(engines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the name of each trouble and what went wrong, empty where nothing did; those that cannot be tried are said."""
    for engine in engines:
        with tempfile.TemporaryDirectory() as home, stage(engine, Path(home)) as on:
            yield f"a load while serving, {engine}", tried(lambda on=on: load_while_serving(on))  # type: ignore[misc]
            yield f"loads at once, {engine}", tried(lambda on=on: two_loads_at_once(on))  # type: ignore[misc]
    with (
        tempfile.TemporaryDirectory() as home,
        tempfile.TemporaryDirectory() as other,
        stage("local", Path(home)) as on,
    ):
        yield "files that grow too large", tried(lambda: files_that_grow_too_large(on, Path(other)))
    mounts = may_mount()
    with (
        tempfile.TemporaryDirectory() as home,
        tempfile.TemporaryDirectory() as other,
        stage("local", Path(home)) as on,
    ):
        if os.geteuid() or mounts:
            yield (
                "folders that cannot be written",
                tried(lambda: folders_that_cannot_be_written(on, Path(other))),
            )
    if mounts:
        with tempfile.TemporaryDirectory() as home:
            yield "a full disk", tried(lambda: a_full_disk(Path(home)))
    else:
        yield "a full disk", "not tried: no disk can be mounted here"
    if shutil.which("cc"):
        with tempfile.TemporaryDirectory() as home:
            yield "clock jumps", tried(lambda: clock_jumps(Path(home)))
    else:
        yield "clock jumps", "not tried: no C compiler here"


def tried(work: Callable[[], object]) -> str:
    """Run `work`; return what went wrong, empty where nothing did."""
    try:
        work()
    except (FaultError, AssertionError, httpx.HTTPError, subprocess.SubprocessError, OSError) as error:
        return f"{type(error).__name__}: {error}"[:600]
    return ""
