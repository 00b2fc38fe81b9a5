"""What readers in this process write, or send, outside of the folder for temporary files: nothing, they should.

The confined process has its own hook, which refuses; here all is allowed and noted.
"""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Any

#: What was written, or reached, since it was last cleared.
written: list[str] = []
_HERE = tempfile.gettempdir()
_ACTS = ("os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.truncate", "socket.connect", "subprocess.")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    opens = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & _WRITES)
    if (opens and isinstance(arguments[0], str | bytes)) or event.startswith(_ACTS):
        what = os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes) else str(arguments[0])
        if not what.startswith((_HERE, os.environ.get("TMPDIR", _HERE))):
            written.append(f"{event} {what[:200]}")


# It cannot be taken away, so there is one.
sys.addaudithook(_hook)
