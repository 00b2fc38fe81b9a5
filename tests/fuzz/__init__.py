"""Mutated and structured inputs for every parser: no crash, no hang, bounded memory, nothing written.

`python -m tests.fuzz KIND --minutes N` fuzzes one parser; `--list` names them. A seed gives the same inputs again.
"""
