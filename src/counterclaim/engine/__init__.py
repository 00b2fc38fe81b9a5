"""The engine: where work runs. The port, and the local engine; Spark is an extra (`counterclaim.engine.spark`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counterclaim.engine.local import map_batches, workers_for
from counterclaim.engine.port import Engine, Rows, Step, Table
from counterclaim.engine.tables import Tables
from counterclaim.progress import Progress

__all__ = ["LOCAL", "Engine", "Rows", "Step", "Table", "Tables", "local", "map_batches", "opened", "workers_for"]
#: The name of the engine that is this machine.
LOCAL = "local"


def local(progress: Progress | None = None) -> Engine:
    """Give the engine that is this machine, in memory, with as many threads as `workers_for` says."""
    return Tables(workers_for(os.cpu_count() or 1, 1), progress=progress)


@contextmanager
def opened(name: str, progress: Progress | None = None, folder: Path | None = None) -> Iterator[Engine]:
    """Open the engine of a name for a while: `local`, or the address of a Spark cluster (`spark://host:7077`).

    With a folder this machine keeps rows there instead of in memory; a cluster keeps them itself.

    Raises UsageError where Spark is asked for and not installed, CounterclaimError where no cluster answers.
    """
    if name == LOCAL:
        yield Tables(workers_for(os.cpu_count() or 1, 1), folder, progress)
        return
    from counterclaim.engine.spark import Spark

    with Spark(name, progress) as cluster:
        yield cluster
