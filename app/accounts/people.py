"""Accounts as Flask-Security wants them: a user for each account, found in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_security import RoleMixin, UserDatastore, UserMixin

from app.store import staff

if TYPE_CHECKING:
    from app.store.database import Database
    from app.store.staff import Account


class StaffRole(RoleMixin):
    """A role by its name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.permissions = None


class Person(UserMixin):
    """Someone with an account, for the length of a request."""

    fs_uniquifier: str = ""  # Flask-Security looks for it on the class

    def __init__(self, account: Account) -> None:
        self.account = account
        self.id = account.id
        self.email = account.email
        self.password = account.password_hash
        self.active = account.active
        self.fs_uniquifier = account.session_token
        self.roles = [StaffRole(account.role.value)]


class People(UserDatastore):
    """Finds people in the store. Accounts are made and changed by the store alone."""

    def __init__(self, database: Database) -> None:
        super().__init__(Person, StaffRole)
        self._database = database

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> Person | None:  # noqa: ANN401, ARG002, FBT001, FBT002 - its own signature
        """Return the person with this session token or email address."""
        match wanted:
            case {"fs_uniquifier": str() as token}:
                account = staff.find_by_session(self._database, token)
            case {"email": str() as email}:
                account = staff.find(self._database, email)
            case _:
                return None
        return Person(account) if account else None

    def find_role(self, role: str) -> StaffRole | None:
        """Return the role of that name."""
        return StaffRole(role) if role in set(staff.Role) else None
