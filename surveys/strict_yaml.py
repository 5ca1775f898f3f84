"""Reads YAML that people write: what can't be used is refused with its place, what is wrong and the cure."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from yaml.nodes import MappingNode

LONGEST_NAME: Final = 24
LARGEST_FILE: Final = 1024 * 1024
"""Bytes: thirty times what the longest shipped questionnaire has."""

_NAME: Final = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_NOTHING: Final[frozenset[str]] = frozenset()


class DefinitionError(ValueError):
    """A questionnaire's file can't be used; says in which file, where in it, what is wrong and how to put it right."""

    def __init__(self, file: str, where: str, problem: str, cure: str) -> None:
        self.file, self.where, self.problem, self.cure = file, where, problem, cure
        super().__init__(f"{file}: {where}: {problem}. {cure}")


class _OnceLoader(yaml.CSafeLoader):
    """Refuses a key that stands twice, which YAML would let the second one win."""

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, (dict, list)):
                raise yaml.MarkedYAMLError(problem="a key must be a word", problem_mark=key_node.start_mark)
            if key in seen:
                raise yaml.MarkedYAMLError(problem=f"the key {key!r} stands twice", problem_mark=key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def read(path: Path) -> object:
    """Return what the YAML file in `path` holds. Raises DefinitionError."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        words = content.decode()
    except OSError as error:
        problem = f"can't be read: {error.strerror}"
        raise DefinitionError(path.name, "file", problem, "Check its name and place.") from None
    except UnicodeDecodeError:
        raise DefinitionError(path.name, "file", "is not UTF-8 text", "Save it again as UTF-8.") from None
    if len(content) > LARGEST_FILE:
        raise DefinitionError(path.name, "file", "is too big", f"It may have {LARGEST_FILE:,} bytes at most.")
    try:
        return yaml.load(words, _OnceLoader)  # noqa: S506 - a SafeLoader with one more refusal
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}" if mark else "file"
        cure = "Look at this line and the one before: spaces for indents, a space after each colon, quotes that close."
        raise DefinitionError(path.name, where, error.problem or "is not YAML", cure) from None
    except (yaml.YAMLError, ValueError) as error:
        problem = f"is not YAML: {str(error).splitlines()[0]}"
        raise DefinitionError(path.name, "file", problem, "Remove the character named here.") from None
    except RecursionError:
        raise DefinitionError(path.name, "file", "is nested too deeply", "Start again from a shipped file.") from None


class Reader:
    """Takes single values out of what YAML gave; knows the file's name for its messages."""

    def __init__(self, file: str) -> None:
        self.file = file

    def refuse(self, where: str, problem: str, cure: str) -> DefinitionError:
        """Return the error to raise for `where` in this file."""
        return DefinitionError(self.file, where, problem, cure)

    def mapping(
        self,
        where: str,
        content: object,
        *,
        needs: set[str],
        may: set[str] | frozenset[str] = _NOTHING,
    ) -> dict[str, Any]:
        """Return `content` as a mapping that has every key it `needs` and no other than those it `may` have."""
        if not isinstance(content, dict):
            cure = f"It needs lines for {', '.join(sorted(needs))}."
            raise self.refuse(where, "is not a set of `key: value` lines", cure)
        for key in content:
            if key not in needs | may:
                near = difflib.get_close_matches(str(key), needs | may, n=1)
                cure = f"Did you mean `{near[0]}`?" if near else f"The keys here are {', '.join(sorted(needs | may))}."
                raise self.refuse(where, f"has the unknown key {key!r}", cure)
        for key in sorted(needs):
            if content.get(key) is None:
                called = f" called {content['name']!r}" if isinstance(content.get("name"), str) else ""
                raise self.refuse(where, f"the entry{called} has no `{key}`", f"Add a line `{key}: ...`.")
        return content

    def entries(self, where: str, content: object) -> list[Any]:
        """Return `content` as a list with at least one entry."""
        if not isinstance(content, list) or not content:
            raise self.refuse(where, "is not a list with something in it", "Begin each entry with a dash and a space.")
        return content

    def name(self, where: str, content: object) -> str:
        """Return `content` as a name: of an item, an option, a section or a picture."""
        if isinstance(content, bool):
            cure = "Put it in quotes: YAML reads yes, no, on and off as true and false."
            raise self.refuse(where, f"a name is read as {content}", cure)
        if not isinstance(content, str) or not _NAME.fullmatch(content) or len(content) > LONGEST_NAME:
            cure = f"Use at most {LONGEST_NAME} lower-case letters, digits and underscores; quote a number."
            raise self.refuse(where, f"{content!r} is no name", cure)
        return content

    def one_of(self, where: str, content: object, allowed: Iterable[str]) -> str:
        """Return `content` where it is one of `allowed`."""
        known = tuple(allowed)
        if not isinstance(content, str) or content not in known:
            near = difflib.get_close_matches(str(content), known, n=1)
            cure = f"Did you mean `{near[0]}`?" if near else f"Use one of: {', '.join(known) or 'none yet'}."
            raise self.refuse(where, f"{content!r} is not known", cure)
        return content

    def flag(self, where: str, content: object) -> bool:
        """Return `content` as true or false."""
        if not isinstance(content, bool):
            raise self.refuse(where, f"{content!r} is neither true nor false", "Write true or false, without quotes.")
        return content

    def unique(self, what: str, names: Iterable[str]) -> None:
        """See that each name stands once."""
        seen: set[str] = set()
        for name in names:
            if name in seen:
                raise self.refuse(f"{what} {name}", "stands twice", "Give each a name of its own.")
            seen.add(name)
