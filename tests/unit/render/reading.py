"""Reads a page the way a browser would, as far as tests ask: ids, links, tags and the text of parts."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "col", "input", "hr"}


class Page(HTMLParser):
    """Collects the tags with their attributes, and the text of each element that has an id or class `text`."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.by_id: dict[str, str] = {}
        self.texts: list[str] = []
        self._open: list[tuple[str, str, list[str]]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.tags.append((tag, values))
        if tag not in VOID:
            name = values.get("id", "") or (".text" if values.get("class") == "text" else "")
            self._open.append((tag, name, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        opened, name, parts = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        if name == ".text":
            self.texts.append("".join(parts))
        elif name:
            self.by_id[name] = "".join(parts)

    def handle_data(self, data: str) -> None:
        for _, _, parts in self._open:
            parts.append(data)

    def attributes(self, name: str) -> list[str]:
        return [values[name] for _, values in self.tags if name in values]
