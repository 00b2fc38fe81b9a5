"""A page that a browser saved: its HTML file, and beside it a folder of the same name with the page's parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

#: What browsers add to a page's name for the folder of its parts: Chrome and most Firefoxes, then translated ones.
_TAILS = (
    *("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_ficheros", "_bestanden"),
    *("_soubory", "_pliki", "_dosyalar", "_arquivos", "_ficheiros"),
)
_PAGES = (".html", ".htm", ".xhtml")


def pages_of(names: Iterable[str]) -> Mapping[str, str]:
    """Give for each file that lies in the folder of a saved page the name of that page, which is among `names` too."""
    paths = {name: PurePosixPath(name) for name in names}
    folders = {}
    for name, path in paths.items():
        if path.suffix.lower() in _PAGES:
            folders.update({path.with_name(path.stem + tail): name for tail in _TAILS})
    found = {}
    for name, path in paths.items():
        page = next((folders[parent] for parent in path.parents if parent in folders), None)
        if page is not None:
            found[name] = page
    return found
