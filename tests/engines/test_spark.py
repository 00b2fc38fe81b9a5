"""The Spark engine gives what the local one gives: in one process, and on a cluster of which a worker dies."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from counterclaim.engine import Tables
from counterclaim.errors import CounterclaimError
from counterclaim.settings import Settings
from counterclaim.tracing import shared_texts
from tests.engines.cluster import Cluster, started
from tests.engines.corpus import texts

pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17 or later; none is installed here"),
    pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="the extra counterclaim[spark] is missing"),
    # Spark leaves sockets of its Java machine to the end of the process, and warns about the Python it runs on.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning:pyspark.*", "ignore::DeprecationWarning:pyspark.*"),
]
FEW = [
    ("spark.sql.shuffle.partitions", "4"), ("spark.driver.host", "127.0.0.1"), ("spark.driver.memory", "512m"),
    ("spark.executor.memory", "512m"), ("spark.executor.cores", "1"),
]  # fmt: skip
EDGES = pa.schema({"a": pa.int64(), "b": pa.int64()})


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Give a master and two workers on loopback."""
    with started(tmp_path_factory.mktemp("cluster"), 2) as here:
        yield here


class KillsOne:
    """Kills a worker once the cluster has answered the first time, in the middle of the work."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.killed_at: str | None = None

    def step(self, name: str, done: int, total: int | None) -> None:
        if name == "cut into words" and self.killed_at is None:
            self.cluster.kill(0)
            self.killed_at = name


def test_same_result_in_one_process() -> None:
    """Every pair, span and count is that of the local engine, and so are components, and nothing given is nothing."""
    from counterclaim.engine.spark import Spark

    given = texts(90)
    expected = shared_texts(Tables(1), given, Settings())
    assert len(expected) > 30
    edges = [pa.table([[5, 9, 9], [9, 2, 11]], schema=EDGES), pa.table([[30], [31]], schema=EDGES)]
    with Spark("local[2]", settings=FEW) as engine:
        assert shared_texts(engine, given, Settings()) == expected
        (found,) = engine.tables(engine.components("join", engine.keep("edges", edges)), ("n", "component"))
        joined = dict(zip(found["n"].to_pylist(), found["component"].to_pylist(), strict=True))
        assert joined == {2: 2, 5: 2, 9: 2, 11: 2, 30: 30, 31: 30}
        assert shared_texts(engine, [], Settings()) == ()


def test_same_result_on_a_cluster_that_loses_a_worker(cluster: Cluster) -> None:
    """Of two workers one is killed in the middle of the work; the result is that of the local engine all the same."""
    from counterclaim.engine.spark import Spark

    given = texts(90)
    killer = KillsOne(cluster)
    try:
        with Spark(cluster.address, killer, settings=FEW) as engine:
            assert shared_texts(engine, given, Settings()) == shared_texts(Tables(1), given, Settings())
    except CounterclaimError as error:
        raise AssertionError("\n".join(cluster.logs())) from error
    assert killer.killed_at is not None
    assert cluster.workers[0].returncode is not None


def test_workers_read_what_the_driver_wrote(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a folder that all reach, texts go there slice by slice, the result is the same, nothing stays."""
    from counterclaim.engine import spark

    monkeypatch.setattr(spark, "SLICE", 20_000)
    monkeypatch.setattr("counterclaim.tracing.CHARACTERS", 5_000)
    given = texts(90)
    seen: list[int] = []

    class Sees:
        def step(self, name: str, done: int, total: int | None) -> None:
            if name == "cut into words: take":
                seen.append(len(list(tmp_path.rglob("*.parquet"))))

    with spark.Spark(cluster.address, Sees(), settings=[*FEW, (spark.FOLDER, tmp_path.as_uri())]) as engine:
        assert shared_texts(engine, given, Settings()) == shared_texts(Tables(1), given, Settings())
    assert len(seen) > 1
    assert seen[0] > 0
    assert not list(tmp_path.iterdir())


def test_no_cluster_is_told() -> None:
    """An address where nothing answers is an error that says what to look at."""
    from counterclaim.engine.spark import Spark

    with pytest.raises(CounterclaimError, match="cluster"):
        Spark("spork://nowhere", settings=FEW)
