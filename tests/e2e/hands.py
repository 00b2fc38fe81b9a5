"""Two people at one page: one has a mouse, the other a keyboard alone. Both do the same things to the same elements."""

from __future__ import annotations

from pathlib import Path
from typing import Any

#: More steps of Tab than any page of the desk has.
STEPS = 900


class Mouse:
    """Points and clicks."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def act(self, on: Any) -> None:
        """Do what the element is there for."""
        on.click()

    def focus(self, on: Any) -> None:
        """Go to a field."""
        on.click()

    def write(self, into: Any, words: str) -> None:
        """Write words into a field, in place of what stands there."""
        self.focus(into)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, at: Any, path: Path) -> None:
        """Choose a folder in the window that the system opens."""
        with self.page.expect_file_chooser() as asked:
            self.act(at)
        asked.value.set_files(path)


class Keyboard(Mouse):
    """Goes from element to element by Tab, sees where it is, and acts by Enter; touches no mouse."""

    def focus(self, on: Any) -> None:
        """Go on to an element, and see that it has the focus."""
        element = on.element_handle()
        for _ in range(STEPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("e => e === document.activeElement", element):
                break
        else:
            raise AssertionError(f"{STEPS} steps of Tab do not reach {on}")
        ring = self.page.evaluate("e => getComputedStyle(e).outlineStyle", element)
        assert ring != "none", f"nobody sees that the focus is on {on}"

    def act(self, on: Any) -> None:
        """Do what the element is there for."""
        self.focus(on)
        self.page.keyboard.press("Enter")
