"""`ziping batch` as a pipe of Spark: each partition of a file of lines goes through one process, results stay in order.

    pip install pyspark
    spark-submit spark_batch.py sheets.ndjson results -- ziping batch --regime credit --as-of 2026-11-21 --outcome-only

`RDD.pipe` would do but for the numbers of bad lines, which it would count anew in every partition: here each process is
told the number of its first line. The results are the files part-00000, part-00001 … of a folder, in order.
"""

import argparse
import os
import subprocess
from itertools import accumulate

from pyspark import SparkConf, SparkContext


def main() -> None:
    own = argparse.ArgumentParser()
    own.add_argument("source")
    own.add_argument("target")
    own.add_argument("--partitions", type=int, default=20)
    own.add_argument("--threads", type=int, default=1, help="of each process")
    own.add_argument("command", nargs="+")
    asked = own.parse_args()
    command, threads = asked.command, str(asked.threads)
    spark = SparkContext(conf=SparkConf().setAppName("ziping batch"))
    lines = spark.textFile(asked.source, asked.partitions)
    counts = lines.mapPartitions(lambda part: [sum(1 for _ in part)]).collect()
    first = [1, *(1 + before for before in accumulate(counts))]

    def piped(place, part):
        run = subprocess.run(
            [*command, "--first-line", str(first[place])],
            input="".join(f"{line}\n" for line in part).encode(),
            capture_output=True,
            env={**os.environ, "RAYON_NUM_THREADS": threads},
        )
        if run.returncode not in (0, 1):  # 1: some line is bad, and its result says so
            raise RuntimeError(run.stderr.decode(errors="replace"))
        return run.stdout.decode().splitlines()

    lines.mapPartitionsWithIndex(piped).saveAsTextFile(asked.target)
    spark.stop()


if __name__ == "__main__":
    main()
