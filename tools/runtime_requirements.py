"""Print the part of `requirements.lock` that some packages need, hashes and all, for an image without our tests.

    python tools/runtime_requirements.py             # what the product itself and its team mode need
    python tools/runtime_requirements.py setuptools  # what these packages need

The lock says of each package for whose sake it is there (`# via`); nothing is asked of any index.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def named(requirement: str) -> str:
    """Give the normal name of the package that a requirement asks for."""
    found = _NAME.match(requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def wanted() -> set[str]:
    """Give the packages that the project asks for to run, and to serve several people."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {named(one) for one in (*project["dependencies"], *project["optional-dependencies"]["team"])}


def stanzas() -> list[str]:
    """Give the lock cut into one piece for each pin, with its hashes and for whose sake it is there."""
    return re.split(r"^(?=[A-Za-z0-9])", (ROOT / "requirements.lock").read_text(encoding="utf-8"), flags=re.MULTILINE)[
        1:
    ]


def part(of: set[str]) -> list[str]:
    """Give the pins of some packages and of all that these ask for, in the order of the lock."""
    asked_by: dict[str, set[str]] = {}
    for stanza in stanzas():
        told = stanza.partition("# via")[2]
        asked_by.setdefault(named(stanza), set()).update(
            named(line) for line in re.findall(r"[A-Za-z0-9][\w.-]*", told)
        )
    found = set(of)
    while more := {name for name, by in asked_by.items() if by & found} - found:
        found |= more
    return [stanza.partition("    # via")[0] for stanza in stanzas() if named(stanza) in found]


if __name__ == "__main__":
    sys.stdout.write("".join(part(set(sys.argv[1:]) or wanted())))
