"""What was typed to invite somebody, held to what the one who invites may give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.store.staff import Role
from surveys.answers import clean

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from app.store.staff import Account

LONGEST_EMAIL: Final = 254
LONGEST_NAME: Final = 200


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whom to invite; `problems` are fields with what to put right: where there are any, use nothing else."""

    email: str
    name: str
    role: Role
    codes: tuple[str, ...]
    problems: tuple[tuple[str, str], ...]


def may_give(role: Role) -> frozenset[Role]:
    """Return the roles that somebody of this role may give: a lead inspector none above their own team's."""
    return frozenset(Role) if role is Role.ADMINISTRATOR else frozenset({Role.INSPECTOR, Role.SAFEGUARDING_LEAD})


def asked(by: Account, typed: MultiDict[str, str]) -> Asked:
    """Read what was typed."""
    email, name = typed.get("email", "").strip().casefold(), " ".join(clean(typed.get("name", "")).split())
    role, belongs = typed.get("role", ""), tuple(dict.fromkeys(typed.getlist("inspection")))
    problems = []
    if not is_email(email):
        problems.append(("email", "Enter an email address, as in name@example.org."))
    if not 0 < len(name) <= LONGEST_NAME:
        problems.append(("name", f"Enter a name with 1 to {LONGEST_NAME} characters."))
    if role not in may_give(by.role):
        problems.append(("role", "Choose what they may do."))
    if not all(by.may_see(code) for code in belongs) or (not belongs and by.role is not Role.ADMINISTRATOR):
        problems.append(("inspection", "Choose the inspections that they belong to."))
    return Asked(
        email=email,
        name=name,
        role=Role(role) if role in set(Role) else Role.INSPECTOR,
        codes=belongs,
        problems=tuple(problems),
    )


def is_email(email: str) -> bool:
    """Whether this can be an email address."""
    name, at, host = email.partition("@")
    well_formed = bool(at and name) and "." in host.strip(".") and "@" not in host and not any(map(str.isspace, email))
    return well_formed and email.isprintable() and len(email) <= LONGEST_EMAIL
