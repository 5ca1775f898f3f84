"""The one table of who may do what: every address of the product by the name of its view."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app.store.staff import Role

if TYPE_CHECKING:
    from collections.abc import Mapping


class Door(StrEnum):
    """Who may open an address, where that is no matter of roles."""

    EVERYBODY = "everybody"
    OFFICER = "officer"
    """Whoever holds the private address of the inspection's nominated officer; no account opens it."""


Who = frozenset[Role] | Door


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Who may open an address, and what the record says when somebody has. Of an inspection, only who belongs to it."""

    who: Who
    recorded: str = ""
    """The action, as in `lines.looked`; empty where the address says so itself, or shows nothing of an inspection."""


ROLES: Final = {
    Role.INSPECTOR: "Inspector",
    Role.LEAD_INSPECTOR: "Lead inspector",
    Role.SAFEGUARDING_LEAD: "Safeguarding lead",
    Role.ADMINISTRATOR: "Administrator",
}
"""What each role is called on a page."""

LEADING: Final = frozenset({Role.ADMINISTRATOR, Role.LEAD_INSPECTOR})
INSPECTING: Final = LEADING | {Role.INSPECTOR}
SAFEGUARDING: Final = frozenset({Role.SAFEGUARDING_LEAD})
ADMINISTERING: Final = frozenset({Role.ADMINISTRATOR})
AT_WORK: Final = frozenset(Role)

_ROWS: Final[tuple[tuple[Who, str, str], ...]] = (
    # The survey, and what every page links to.
    (Door.EVERYBODY, "", "respond.home respond.look respond.keep_look respond.get_help respond.help respond.helpers"),
    (Door.EVERYBODY, "", "respond.about respond.privacy respond.accessibility respond.choose respond.start"),
    (Door.EVERYBODY, "", "respond.who_reads respond.question respond.answer respond.all respond.keep_all"),
    (Door.EVERYBODY, "", "respond.check respond.send respond.sent respond.stop respond.clear respond.save_file"),
    (Door.EVERYBODY, "", "respond.come_back respond.open_with_words respond.bring respond.brought"),
    (Door.EVERYBODY, "", "respond.own_answers respond.own_answers_word respond.wipe"),
    (Door.EVERYBODY, "", "respond.take_back respond.delete_sent respond.contact respond.ask_contact"),
    (Door.EVERYBODY, "", "sound.recording health.alive health.ready health.metrics"),
    # The nominated officer: counts and the pack, never an answer.
    (Door.OFFICER, "partnership.looked", "partnership.overview"),
    (Door.OFFICER, "pack.exported", "partnership.pack"),
    (Door.OFFICER, "", "partnership.poster partnership.word_copy"),
    # The doors of the pages for staff. Each asks for itself who it is.
    (Door.EVERYBODY, "", "accounts.sign_in accounts.sign_out accounts.second_factor accounts.set_up_second_factor"),
    (Door.EVERYBODY, "", "accounts.invitation accounts.organisation accounts.organisation_back"),
    # Staff.
    (AT_WORK, "", "inspectors.mine people.account people.password people.end_session people.recovery_codes"),
    (LEADING, "", "people.people people.invite people.withdraw people.leave"),
    (ADMINISTERING, "", "people.change"),
    (ADMINISTERING, "record.looked", "people.record"),
    (AT_WORK, "reach.looked", "inspectors.answered"),
    (INSPECTING, "missing.looked", "inspectors.missing"),
    (LEADING, "", "inspectors.new inspectors.look_over"),
    (LEADING, "set_up.looked", "inspectors.arranged"),
    (LEADING, "", "inspectors.change_arranged"),
    (INSPECTING, "lines.looked", "inspectors.lines"),
    (INSPECTING, "lines.exported", "inspectors.briefing"),
    (INSPECTING, "tables.exported", "inspectors.tables_csv inspectors.tables_xlsx"),
    (INSPECTING, "", "inspectors.copies"),
    (INSPECTING, "copies.taken_in", "inspectors.take inspectors.take_by_hand"),
    (INSPECTING, "copy.looked", "inspectors.copy inspectors.original"),
    (INSPECTING, "copy.decided", "inspectors.settle"),
    (INSPECTING, "", "inspectors.next_copy inspectors.bring_back inspectors.by_hand"),
    # What may mean that somebody is not safe: its leads alone.
    (SAFEGUARDING, "safeguarding.looked", "inspectors.safeguarding"),
    (SAFEGUARDING, "safeguarding.opened", "inspectors.matter"),
    (SAFEGUARDING, "safeguarding.decided", "inspectors.decide"),
    (SAFEGUARDING, "safeguarding.exported", "inspectors.safeguarding_docx inspectors.safeguarding_csv"),
)

RULES: Final[Mapping[str, Rule]] = {
    endpoint: Rule(who=who, recorded=recorded) for who, recorded, endpoints in _ROWS for endpoint in endpoints.split()
}


def may(role: Role, endpoint: str) -> bool:
    """Whether people of this role may open the address; an address that the table doesn't name opens to nobody."""
    rule = RULES.get(endpoint)
    return rule is not None and not isinstance(rule.who, Door) and role in rule.who
