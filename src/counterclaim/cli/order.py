"""The list of commands as a newcomer needs it: in the order of use, each with its whole sentence."""

from __future__ import annotations

import click

_ORDER = {
    "From reports to a dossier": ("take", "settle", "events", "dossier"),
    "Look closer": (
        "reports",
        "claims",
        "origins",
        "grades",
        "watch",
        "runs",
        "diff",
        "captures",
        "copy",
        "reveal",
        "export",
    ),
    "Add what you know and decide": ("registry", "decide", "decisions"),
    "Work together": ("desk", "people"),
    "Prove": ("verify", "ledger", "keys", "bundle", "erase"),
    "One step alone, without a case": ("trace", "weigh"),
    "For your shell": ("completion",),
}
#: Longer than any first sentence of a command, so that none is cut.
_WHOLE = 400


class InOrder(click.Group):
    """A group whose help lists its commands under headings; one that no heading names stands under "More"."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings."""
        left = [name for name in self.list_commands(ctx) if not any(name in group for group in _ORDER.values())]
        for heading, names in {**_ORDER, "More": tuple(left)}.items():
            found = [(name, command) for name in names if (command := self.get_command(ctx, name)) is not None]
            rows = [(name, command.get_short_help_str(_WHOLE)) for name, command in found if not command.hidden]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)
