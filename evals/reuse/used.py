"""What a bench's process has used so far."""

from __future__ import annotations

import resource
import time


def seconds() -> tuple[float, float]:
    """Give this process's clock and CPU seconds so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter(), used.ru_utime + used.ru_stime


def peak() -> float:
    """Give the most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
