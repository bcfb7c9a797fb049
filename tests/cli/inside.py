"""The command run inside the test's own process: the same `main`, arguments and exits, without a second for a new Python."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from unittest.mock import patch

from cli.main import main
from graph.settings import Settings
from tests.test_crash import environment


def run_inside(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `jumelles` with some arguments; return its exit code and what it printed, as `tests.cli.test_cli.run` does."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        patch.object(sys, "argv", ["jumelles", *arguments]),
        patch.dict(os.environ, {**environment(settings), "COLUMNS": "200"}, clear=True),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())
