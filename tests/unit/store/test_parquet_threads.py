"""A small table is read without threads: a command that ended while they were being started was aborted (134)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

COUNT = """
import os, sys
from counterclaim.records.judgement import Perhaps
from counterclaim.store import parquet

data = parquet.table_bytes([Perhaps(f"d_{n}", "an invented doubt") for n in range(50)])
before = len(os.listdir("/proc/self/task"))
read = parquet.read_records(data, Perhaps, "invented")
print(len(read), len(os.listdir("/proc/self/task")) - before)
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted in /proc")
def test_a_small_table_is_read_without_threads() -> None:
    """No thread more than before, all rows there."""
    said = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["50", "0"]
