"""A real PostgreSQL server, started by the test run on a socket of its own; without its programs the tests skip."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim import database

PASSWORD = "three quiet harbours"


def program(name: str) -> str:
    """Give one of the server's programs; distributions keep them out of the path."""
    found = shutil.which(name) or next((str(p) for p in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), "")
    if not found:
        pytest.skip(f"No PostgreSQL server on this machine ({name}): install it (apt-get install postgresql).")
    return found


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Start a server that asks for a password; give its address without it. It refuses to run as root."""
    pytest.importorskip("pg8000", reason="The driver is in the extra `team`.")
    programs = [program(name) for name in ("initdb", "pg_ctl")]
    folder = Path(tempfile.mkdtemp(prefix="cc-pg-"))
    user: dict[str, object] = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    secret = folder / "secret"
    secret.write_text(PASSWORD, encoding="utf-8")
    secret.chmod(0o644)

    def run(*words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(words, cwd=folder, capture_output=True, timeout=120, check=False, **user)  # type: ignore[call-overload,no-any-return]

    made = run(
        programs[0], "-D", str(folder / "data"), "-U", "desk", "-A", "scram-sha-256", "--pwfile", str(secret), "-N",
        "-E", "UTF8",
    )  # fmt: skip
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"No PostgreSQL server could be made here: {made.stderr.decode(errors='replace')[-300:]}")
    told = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=200"
    started = run(programs[1], "-D", str(folder / "data"), "-l", str(folder / "log"), "-w", "-o", told, "start")
    if started.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip("The PostgreSQL server did not start here.")
    yield f"postgresql://desk@/postgres?unix_sock={folder}/.s.PGSQL.5432"
    run(programs[1], "-D", str(folder / "data"), "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def team_database(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Name the server to the product, as a user does."""
    monkeypatch.setenv(database.VARIABLE, server)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    return server
