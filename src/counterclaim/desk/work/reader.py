"""Who is at the desk, as pages and acts ask."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from counterclaim.desk.answer import Forbidden
from counterclaim.people import Permission, Role, may


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: a name, a role in this case, and what their forms carry.

    `team` where others work here too, `program` where a token was shown that belongs to them.
    """

    name: str
    role: Role
    forms: str
    team: bool
    program: bool = False

    def may(self, permission: str) -> bool:
        """Tell whether they may do something; alone at one's own machine, one may do everything."""
        return not self.team or may(self.role, Permission(permission))

    def needs(self, permission: Permission) -> None:
        """Raise Forbidden where they may not do something."""
        if not self.may(permission):
            raise Forbidden(
                f"a role that may {permission.value}", f"the role of {self.role.value}", "Ask whoever leads this case."
            )


def reader_of(request: Request) -> Reader:
    """Give who asks. The guard has seen to it that somebody does."""
    found = request.scope["reader"]
    assert isinstance(found, Reader)  # noqa: S101 - set by the guard
    return found
