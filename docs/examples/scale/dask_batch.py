"""`ziping batch` under Dask: parts of a file of lines on many workers, their results in order in one file.

    pip install distributed
    python3 dask_batch.py sheets.ndjson results.ndjson -- ziping batch --regime credit --as-of 2026-11-21 --outcome-only

Without --scheduler a cluster of two workers is started here. Workers read the input and write their parts at the same
paths as this program: a shared folder. A part that was being worked on when its worker ended is done again by another;
a part is there wholly or not at all, because it gets its name last.
"""

import argparse
import os
import shutil
import subprocess
from pathlib import Path

from distributed import Client, LocalCluster


def parts(path: Path, lines: int):
    """Where each part begins: its byte, its length, the number of its first line."""
    with path.open("rb") as file:
        start, first = 0, 1
        while True:
            count = 0
            while count < lines and file.readline():
                count += 1
            if count == 0:
                return
            yield start, file.tell() - start, first
            start, first = file.tell(), first + count


def work(command: list[str], source: str, part: tuple[int, int, int], target: str, threads: int) -> str:
    start, length, first = part
    with open(source, "rb") as file:
        file.seek(start)
        lines = file.read(length)
    run = subprocess.run(
        [*command, "--first-line", str(first)],
        input=lines,
        capture_output=True,
        env={**os.environ, "RAYON_NUM_THREADS": str(threads)},
    )
    if run.returncode not in (0, 1):  # 1: some line is bad, and its result says so
        raise RuntimeError(run.stderr.decode(errors="replace"))
    begun = f"{target}.{os.getpid()}"
    Path(begun).write_bytes(run.stdout)
    os.replace(begun, target)
    return target


def main() -> None:
    own = argparse.ArgumentParser()
    own.add_argument("source", type=Path)
    own.add_argument("target", type=Path)
    own.add_argument("--scheduler", help="address of a running scheduler: tcp://host:8786")
    own.add_argument("--workers", type=int, default=2)
    own.add_argument("--threads", type=int, default=1, help="of each worker")
    own.add_argument("--lines", type=int, default=50_000, help="of each part")
    own.add_argument("command", nargs="+")
    asked = own.parse_args()
    folder = asked.target.with_name(asked.target.name + ".parts")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    # Without `nanny` a worker that ends would not come back.
    cluster = asked.scheduler or LocalCluster(n_workers=asked.workers, threads_per_worker=1, dashboard_address=None)
    with Client(cluster) as client:
        tasks = [
            client.submit(
                work,
                asked.command,
                str(asked.source.resolve()),
                part,
                str((folder / f"{place:06}.ndjson").resolve()),
                asked.threads,
                retries=3,
                pure=False,
            )
            for place, part in enumerate(parts(asked.source, asked.lines))
        ]
        done = client.gather(tasks)
    with asked.target.open("wb") as out:
        for part in done:  # in the order of the input, whoever was first
            with open(part, "rb") as file:
                shutil.copyfileobj(file, out)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
