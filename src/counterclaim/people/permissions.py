"""One table of who may do what, and what of a case each role sees; both are read from the acts in its ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from counterclaim.errors import UsageError
from counterclaim.records.act import Act, ActKind


class Role(StrEnum):
    """What a person is in one case."""

    READER = "reader"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    LEAD = "lead"
    #: Who keeps the evidence: sees, takes and hands out everything, and judges nothing.
    CUSTODIAN = "custodian"


class Permission(StrEnum):
    """What can be done at a desk."""

    READ = "read"
    COMMENT = "comment"
    TAKE = "take"
    DECIDE = "decide"
    SETTLE = "settle"
    WATCH = "watch"
    #: Agree, or not, with what another person decided.
    REVIEW = "review"
    ASSIGN = "assign"
    EXPORT = "export"
    ORIGINALS = "originals"
    #: Say who may see a report.
    CLASSIFY = "classify"
    PEOPLE = "people"


class Sensitivity(StrEnum):
    """Who may see a report: all, all but readers, or only who leads and who keeps."""

    OPEN = "open"
    RESTRICTED = "restricted"
    SEALED = "sealed"


_P, _R = Permission, Role
_ANALYST = frozenset({_P.READ, _P.COMMENT, _P.TAKE, _P.DECIDE, _P.SETTLE, _P.WATCH, _P.EXPORT})
_REVIEWER = _ANALYST | {_P.REVIEW, _P.ASSIGN}
#: The table.
MAY: Mapping[Role, frozenset[Permission]] = {
    _R.READER: frozenset({_P.READ}),
    _R.ANALYST: _ANALYST,
    _R.REVIEWER: _REVIEWER,
    _R.LEAD: _REVIEWER | {_P.ORIGINALS, _P.CLASSIFY, _P.PEOPLE},
    _R.CUSTODIAN: frozenset({_P.READ, _P.COMMENT, _P.TAKE, _P.EXPORT, _P.ORIGINALS, _P.CLASSIFY}),
}
_SEES: Mapping[Role, frozenset[Sensitivity]] = {
    _R.READER: frozenset({Sensitivity.OPEN}),
    _R.ANALYST: frozenset({Sensitivity.OPEN, Sensitivity.RESTRICTED}),
    _R.REVIEWER: frozenset({Sensitivity.OPEN, Sensitivity.RESTRICTED}),
    _R.LEAD: frozenset(Sensitivity),
    _R.CUSTODIAN: frozenset(Sensitivity),
}


def may(role: Role | None, permission: Permission) -> bool:
    """Tell whether a role may do something; nobody in particular may do nothing."""
    return role is not None and permission in MAY[role]


def role_named(word: str) -> Role:
    """Give the role of a word. Raises UsageError for none."""
    try:
        return Role(word)
    except ValueError as cause:
        raise UsageError(f"one of {', '.join(Role)}", word, "Name the role by one of these words.") from cause


def roles(acts: Iterable[Act]) -> dict[str, Role]:
    """Give what each person may be, by name, as the last act on each says; who has no role any more is left out."""
    found: dict[str, Role] = {}
    for act in acts:
        if act.kind is ActKind.ROLE:
            found.pop(act.subject, None)
            if act.field("role"):
                found[act.subject] = Role(act.field("role"))
    return found


def sensitivities(acts: Iterable[Act]) -> dict[str, Sensitivity]:
    """Give the reports that are not open to all, by id, as the last act on each says."""
    found: dict[str, Sensitivity] = {}
    for act in acts:
        if act.kind is ActKind.SENSITIVITY:
            found[act.subject] = Sensitivity(act.field("level"))
    return {report: level for report, level in found.items() if level is not Sensitivity.OPEN}


def hidden_from(role: Role, marked: Mapping[str, Sensitivity]) -> Collection[str]:
    """Give the reports that a role does not see, of those that are marked."""
    return frozenset(report for report, level in marked.items() if level not in _SEES[role])
