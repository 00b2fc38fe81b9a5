"""Completion of commands, options and names of events in a shell, written by Click for the shell that is named."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, get_completion_class

from counterclaim.cli import show
from counterclaim.errors import CounterclaimError

if TYPE_CHECKING:
    from counterclaim.records.judgement import Event

SHELLS = ("bash", "zsh", "fish")
#: The environment variable by which the shell's script asks the program what comes next.
_ASKS = "_COUNTERCLAIM_COMPLETE"


class EventId(click.types.StringParamType):
    """The id of an event; a shell is told those of the case that is named before it, with their titles."""

    name = "event"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Give the events whose ids begin so; nothing where there is no case that can be read."""
        events: tuple[Event, ...] = ()
        # Where an option still lacks its value, Click has not yet said which word is the case: it is the first.
        case = ctx.params.get("case") or next(iter(ctx.args), "")
        with suppress(CounterclaimError, OSError):
            events = _events(Path(case))
        told = [(e.id, " ".join(show.visible(e.title).split())) for e in events if e.id.startswith(incomplete)]
        return [CompletionItem(key, help=title) for key, title in told]


def _events(path: Path) -> tuple[Event, ...]:
    from counterclaim.cli.common import expect, opened
    from counterclaim.records.judgement import Event

    expect(path)
    with opened(path) as case:
        return tuple(case.runs.table("events", Event))


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what lets SHELL complete commands, options and names of events by Tab.

    \b
      bash:  counterclaim completion bash > ~/.local/share/bash-completion/completions/counterclaim
      zsh:   counterclaim completion zsh > ~/.zfunc/_counterclaim
      fish:  counterclaim completion fish > ~/.config/fish/completions/counterclaim.fish
    """
    writer = get_completion_class(shell)
    assert writer is not None  # noqa: S101 - Click has all three
    root = ctx.find_root()
    # Not `source()`: it would ask which bash this machine has, and the script may be for another.
    made = writer(root.command, {}, "counterclaim", _ASKS)
    show.written([made.source_template % made.source_vars()])
