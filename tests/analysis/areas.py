"""Makes invented areas with known truth: nothing planted, or planted weaknesses, gaps, disagreements and strengths."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from surveys.answers import Answer
from surveys.definitions import catalogue, newest
from surveys.questionnaire import ItemKind, Language
from surveys.submissions import AnsweredBy, Channel, Mode, Submission

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARES = {"young-people": 0.11, "parents-and-carers": 0.67, "practitioners": 0.22}
GENERAL = {"young-people": -0.1, "parents-and-carers": 0.1, "practitioners": -0.6}
NEEDS = {
    "asd": 0.32,
    "adhd": 0.2,
    "slcn": 0.21,
    "semh": 0.21,
    "mld": 0.11,
    "sld": 0.04,
    "pd": 0.04,
    "spld": 0.06,
    "hi": 0.02,
    "ds": 0.02,
    "oth": 0.03,
}


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What is planted, in log odds of a worse answer."""

    everywhere: Mapping[str, float] = field(default_factory=dict)
    by_group: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Group and construct."""
    gaps: Mapping[tuple[str, str, str, str | None], float] = field(default_factory=dict)
    """Item, code, construct and group (None for all)."""


def area(
    seed: int,
    people: int,
    truth: Truth | None = None,
    *,
    between: float = 0.25,
    texts: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Submission, ...]:
    """Return an invented area's submissions. `between` is how far its constructs ordinarily lie apart."""
    chance = np.random.default_rng(seed)
    truth = truth or Truth()
    constructs = sorted({item.construct for q in catalogue().values() for item in q.items if item.construct})
    usual = {construct: float(chance.normal(0, between)) for construct in constructs}
    people_made: list[Submission] = []
    for group, share in SHARES.items():
        lean = {
            construct: GENERAL[group]
            + usual[construct]
            + float(chance.normal(0, 0.1))
            + truth.everywhere.get(construct, 0.0)
            + truth.by_group.get((group, construct), 0.0)
            for construct in constructs
        }
        for number in range(round(people * share)):
            answers = _facts(group, chance)
            answers |= _scales(group, answers, lean, truth, chance)
            if texts and chance.random() < 0.5:
                for prompt, pool in texts.items():
                    answers[prompt] = Answer(item=prompt, text=pool[int(chance.integers(len(pool)))])
            one = made(f"{group[:2]}-{number:06d}", group, {})
            people_made.append(replace(one, answers=answers, answered_by=AnsweredBy.SELF))
    return tuple(people_made)


def _facts(group: str, chance: np.random.Generator) -> dict[str, Answer]:
    """Answer what a person is asked about themselves."""
    answers: dict[str, Answer] = {}
    for item in newest(group).items:
        asked = item.kind in {ItemKind.SELECT_ONE, ItemKind.SELECT_MULTIPLE} and not item.construct
        if not asked or item.local_choices or item.name in {"who_answered", "who_helped"}:
            continue
        codes = _about(item.name, item.codes, chance)
        if codes and chance.random() > 0.1:
            answers[item.name] = Answer(item=item.name, codes=tuple(code for code in item.codes if code in codes))
    return answers


def _scales(
    group: str, facts: Mapping[str, Answer], lean: Mapping[str, float], truth: Truth, chance: np.random.Generator
) -> dict[str, Answer]:
    """Answer the questions on scales: a person's general level, the item's lean, what is planted, and chance."""
    person = float(chance.normal(0, 0.8))
    answers: dict[str, Answer] = {}
    for item in newest(group).items:
        if not item.construct or chance.random() < 0.06:
            continue
        if item.relevance and not item.relevance.codes & set(_codes(facts, item.relevance.item)):
            continue
        scale = [option.code for option in item.options if not option.missing]
        cuts = (-1.6, 0.0, 1.6) if len(scale) == 4 else (0.0, 1.6)
        planted = sum(
            shift
            for (name, code, construct, only), shift in truth.gaps.items()
            if construct == item.construct and only in {None, group} and code in _codes(facts, name)
        )
        level = lean[item.construct] + person + planted + float(chance.logistic())
        code = "dont_know" if chance.random() < 0.06 else scale[sum(level > cut for cut in cuts)]
        answers[item.name] = Answer(item=item.name, codes=(code,))
    return answers


def _codes(answers: Mapping[str, Answer], name: str) -> tuple[str, ...]:
    return answers[name].codes if name in answers else ()


_CHANCES: Mapping[str, Mapping[str, float]] = {
    "age": {"under_11": 0.4, "11_to_15": 0.35, "16_to_19": 0.18, "20_to_25": 0.07},
    "learn_where": {
        "mainstream": 0.55,
        "special": 0.2,
        "unit": 0.06,
        "alternative_provision": 0.05,
        "college": 0.1,
        "home_educated": 0.04,
    },
    "support": {"ehc_plan": 0.5, "sen_support": 0.28, "waiting": 0.12, "refused": 0.03, "none": 0.07},
    "sex": {"male": 0.65, "female": 0.35},
    "ethnic_group": {"white": 0.78, "asian": 0.1, "black": 0.05, "mixed": 0.05, "other": 0.02},
    "home_language": {"english": 0.9, "other": 0.1},
    "looked_after": {"no": 0.94, "yes": 0.06},
    "young_carer": {"no": 0.93, "yes": 0.07},
    "work_in": {"education": 0.6, "health": 0.25, "social_care": 0.1, "other": 0.05},
}


def _about(name: str, codes: tuple[str, ...], chance: np.random.Generator) -> tuple[str, ...]:
    if name == "need":
        return tuple(code for code, share in NEEDS.items() if chance.random() < share)
    chances = {code: share for code, share in _CHANCES.get(name, {}).items() if code in codes}
    if not chances:
        chances = {code: 1.0 for code in codes if code != "rather_not_say"}
    weights = np.array(list(chances.values()))
    return (str(chance.choice(list(chances), p=weights / weights.sum())),)


def made(id_: str, group: str, codes: Mapping[str, tuple[str, ...]], **texts: str) -> Submission:
    """Return one submission with these codes and texts."""
    answers = {name: Answer(item=name, codes=chosen) for name, chosen in codes.items()}
    answers |= {name: Answer(item=name, text=words) for name, words in texts.items()}
    return Submission(
        id=id_,
        questionnaire=group,
        version=1,
        language=Language("en"),
        mode=Mode.WEB,
        channel=Channel.OTHER,
        day=date(2026, 11, 24),
        answers=answers,
    )
