"""A standalone Spark cluster on this machine's loopback: a master and workers, each a process of its own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

WAIT_S = 300.0


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Cluster:
    """Where the cluster answers, its workers, and their logs."""

    address: str
    folder: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def log(self, name: str) -> str:
        """Give what a process has written so far."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def logs(self) -> list[str]:
        """Give the end of every log, those of executors too."""
        return [
            f"{p}:\n{p.read_text(errors='replace')[-1500:]}"
            for p in (*self.folder.glob("*.log"), *self.folder.rglob("stderr"))
        ]

    def kill(self, number: int) -> None:
        """End a worker, and the executors it started, at once."""
        worker = self.workers[number]
        children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text(encoding="ascii").split()
        worker.kill()
        for child in children:
            os.kill(int(child), 9)
        worker.wait()


def _start(folder: Path, name: str, *words: str) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    (core,) = (home / "jars").glob("spark-core_*.jar")
    opens = [f"--add-opens=java.base/{p}=ALL-UNNAMED" for p in ("java.nio", "sun.nio.ch", "java.lang", "java.util")]
    command = ["java", "-Xmx512m", *opens, "-cp", str(home / "jars" / "*"), *words]
    environment = os.environ | {
        "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_DIRS": str(folder / name),
        "SPARK_HOME": str(home),
        "SPARK_SCALA_VERSION": core.name.split("_")[1].split("-")[0],
    }  # fmt: skip
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment, cwd=folder)


def _until(cluster: Cluster, name: str, words: str) -> None:
    end = time.monotonic() + WAIT_S
    while not re.search(words, cluster.log(name)):
        if time.monotonic() > end:
            raise TimeoutError(
                f"expected “{words}” in the log of {name} within {WAIT_S} s:\n{cluster.log(name)[-2000:]}"
            )
        time.sleep(0.2)


@contextmanager
def started(folder: Path, workers: int) -> Iterator[Cluster]:
    """Start a cluster for a while; every process of it is ended."""
    port = _free()
    cluster = Cluster(f"spark://127.0.0.1:{port}", folder)
    deploy = "org.apache.spark.deploy"
    master = _start(folder, "master", f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", str(port),
                    "--webui-port", str(_free()))  # fmt: skip
    try:
        _until(cluster, "master", "New state: ALIVE")
        for number in range(workers):
            here = str(folder / f"work{number}")
            cluster.workers.append(
                _start(folder, f"worker{number}", f"{deploy}.worker.Worker", "--host", "127.0.0.1", "--cores", "1",
                       "--memory", "1g", "--work-dir", here, "--webui-port", str(_free()), cluster.address)
            )  # fmt: skip
        for number in range(workers):
            _until(cluster, f"worker{number}", "Successfully registered")
        yield cluster
    finally:
        for process in (*cluster.workers, master):
            process.terminate()
        for process in (*cluster.workers, master):
            process.wait()
