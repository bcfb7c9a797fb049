"""The audit log: one line for each administrative act, in `audit.log` of the instance's home, readable by its owner only."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path


def audit(home: Path, act: str, **what: object) -> None:
    """Append one act with its time (UTC). `what` holds ids, never names, secrets or texts."""
    line = json.dumps({"at": dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"), "act": act, **what})
    home.mkdir(parents=True, exist_ok=True)
    # One write of one line: appends of several processes do not mix.
    descriptor = os.open(home / "audit.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, f"{line}\n".encode())
    finally:
        os.close(descriptor)
