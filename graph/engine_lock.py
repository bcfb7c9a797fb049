"""What makes the engine's folder private and single: its lock, its password, files only their owner can read.

Standard library only: the keeper of the engine runs without installed packages.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import sys
from pathlib import Path


def take_lock(path: Path) -> int | None:
    """Lock the file for the life of this process; return its descriptor, or None where another process holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def write_private(path: Path, text: str) -> None:
    """Write a file that nobody but its owner could read at any moment; readers see all of it or the one before."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def own_password(root: Path) -> str:
    """Return the engine's password, made at the first start.

    A new one makes the engine's file of users useless: it would go on asking for the old password, so it goes too.
    """
    path = root / "password"
    if path.is_file() and (known := path.read_text(encoding="utf-8").strip()):
        return known
    (root / "config" / "server-users.jsonl").unlink(missing_ok=True)
    made = secrets.token_urlsafe(32)
    write_private(path, made)
    return made


def proof(password: str, side: str, nonce: str) -> str:
    """Return the hex HMAC by which `side` (user, keeper) shows that it knows the password without sending it."""
    return hmac.new(password.encode(), f"{side}:{nonce}".encode(), hashlib.sha256).hexdigest()
