"""How long a PDF of many pages takes to read, and how much memory: `python -m tests.bench.long_pdf [PAGES]`.

The PDF is written here, 45 lines a page from the made-up documents of the tests, numbers put into them so that no two pages
are alike. `jumelles read` reads it in a process of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

LINES = 45
FRAME = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>"
)
SETS = Path(__file__).parents[1] / "loaders" / "minutes"


def lines() -> Iterator[str]:
    """Yield lines of the documents of the tests without end, each with a number of its own in it."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SETS.glob("*/*.txt")) + sorted(SETS.glob("*/*.md"))]
    every = [line[:100] for text in texts for line in text.splitlines() if line.strip()]
    for number, line in enumerate(cycle(every)):
        yield line.replace("20", str(number % 1000 + 1000)[1:], 1)


def write_pdf(path: Path, pages: int) -> None:
    """Write a PDF with text in it: one font, Latin letters."""
    parts = [b"%PDF-1.4\n"]
    offsets: list[int] = []
    size = len(parts[0])

    def add(body: bytes) -> None:
        nonlocal size
        offsets.append(size)
        made = b"%d 0 obj\n" % len(offsets) + body + b"\nendobj\n"
        parts.append(made)
        size += len(made)

    kids = b" ".join(b"%d 0 R" % (4 + 2 * page) for page in range(pages))
    add(b"<< /Type /Catalog /Pages 2 0 R >>")
    add(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages))
    add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    source = lines()
    for page in range(pages):
        add(FRAME % (5 + 2 * page))
        shown = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in islice(source, LINES))
        stream = b"BT /F 10 Tf 14 TL 50 800 Td\n" + shown + b"ET"
        add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(offsets) + 1, table))
    parts.append(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, size))
    path.write_bytes(b"".join(parts))


def _escaped(line: str) -> bytes:
    return line.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def main(pages: int) -> None:
    """Print time, processor time, highest memory, and how many facts were proposed."""
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "long.pdf", Path(folder) / "proposed.yml"
        write_pdf(file, pages)
        began = time.monotonic()
        command = [str(Path(sys.executable).with_name("jumelles")), "read", str(file), "-o", str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        spent = time.monotonic() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        size = file.stat().st_size / 2**20
        facts = out.read_text(encoding="utf-8").count("\n  - ") if out.is_file() else 0
    sys.stdout.write(
        f"{pages} pages, {size:.1f} MiB: exit {done.returncode}, {spent:.0f} s, processor {used.ru_utime:.0f} s, "
    )
    sys.stdout.write(f"{used.ru_maxrss / 1024:.0f} MiB at the highest, {facts} facts\n{done.stderr[-400:]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
