"""The engine: where work runs. So far one verb, mapping batches over processes of this machine."""

from counterclaim.engine.local import map_batches, workers_for

__all__ = ["map_batches", "workers_for"]
