"""The words of a pack: e-mails and text messages for each way of reaching people, two papers, links and a README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports import poster
from exports.packs import papers
from exports.packs.order import group_name, words
from surveys.submissions import Channel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.packs.order import Order

PRACTITIONERS = "practitioners"


def channel_name(channel: Channel) -> str:
    """Return what a channel is called in the names of folders."""
    name: str = words()["channels"][channel.value]["name"]
    return name


def messages(order: Order) -> Iterator[tuple[str, bytes]]:
    """Yield the words for e-mails and text messages, for each channel with its own links."""
    for channel in Channel:
        filled_in = _filled_in(order, channel)
        folder = f"{words()['folders']['words']}/{channel_name(channel)}"
        for name in ("email_to_staff", "email_to_families"):
            entry = words()[name]
            file, subject, said = (_fill(entry[part], filled_in) for part in ("file", "subject", "words"))
            yield f"{folder}/{file}.docx", papers.as_word(file, said, subject=subject)
            yield f"{folder}/{file}.txt", papers.as_text(f"Subject: {subject}\n\n{_spaced(said)}")
        entry = words()["text_message"]
        yield f"{folder}/{entry['file']}.txt", papers.as_text(_fill(entry["words"], filled_in))


def links(order: Order) -> Iterator[tuple[str, bytes]]:
    """Yield the links as text, and each as a QR code."""
    folder = words()["folders"]["links"]
    lines = []
    for channel in Channel:
        lines += [channel_name(channel), *_links(order, channel), ""]
        for asked in order.questionnaires:
            name = f"{folder}/{channel_name(channel)}/QR code, {group_name(asked)}.png"
            yield name, poster.code(order.address(asked, channel=channel))
    yield f"{folder}/Links.txt", papers.as_text("\n".join(lines))


def two_papers(order: Order) -> Iterator[tuple[str, bytes]]:
    """Yield the page for helpers, and the list of who might be missed."""
    filled_in = _filled_in(order, Channel.OTHER)
    for name in ("helpers", "missed"):
        entry = words()[name]
        yield entry["file"], papers.as_word(entry["title"], _fill(entry["words"], filled_in))


def readme(order: Order, names: Sequence[str], missing: Sequence[str]) -> bytes:
    """Return the README: what is in the pack, what is missing from it, what to do first."""
    content = "\n".join(_contents(names))
    sent = words()["returned"] if order.send_to else words()["not_returned"]
    filled_in = _filled_in(order, Channel.OTHER) | {
        "contents": content,
        "return_to": sent.replace("{send_to}", order.send_to),
        "missed": words()["missed"]["file"],
        "words_folder": words()["folders"]["words"],
        "posters_folder": words()["folders"]["posters"],
        "credit": order.pictures.credit,
    }
    said = _fill(words()["readme"], filled_in)
    if missing:
        title = words()["missing"]["title"]
        head, _, rest = said.partition("\n\n")
        said = "\n\n".join([head, title, "\n".join(f"- {line}" for line in missing), rest])
    return papers.as_text(said)


def _contents(names: Sequence[str]) -> Iterator[str]:
    """Yield each folder with the number of its files, and each file that stands in none."""
    tops = dict.fromkeys(name.partition("/")[0] for name in names)
    for top in tops:
        inside = sum(name.startswith(f"{top}/") for name in names)
        yield f"{top}: {inside} files" if inside else top


def _filled_in(order: Order, channel: Channel) -> dict[str, str]:
    entry = words()["channels"][channel.value]
    return {
        "area": order.inspection.area.name,
        "until": order.until,
        "site": order.site,
        "code": order.inspection.code,
        "start": f"{order.start}?via={channel.value}",
        "name": entry["name"].lower(),
        "people": entry["people"],
        "place": entry["place"],
        "links": "\n".join(_links(order, channel)),
        "family_links": "\n".join(_links(order, channel, without=PRACTITIONERS)),
        "links_folder": words()["folders"]["links"],
    }


def _links(order: Order, channel: Channel, *, without: str = "") -> list[str]:
    return [
        f"{group_name(asked)}: {order.address(asked, channel=channel)}"
        for asked in order.questionnaires
        if asked.group != without
    ]


def _fill(said: str, filled_in: dict[str, str]) -> str:
    for name, content in filled_in.items():
        said = said.replace(f"{{{name}}}", content)
    return said.strip()


def _spaced(said: str) -> str:
    """Return words as they stand in an e-mail without looks: a line between paragraphs, none between points."""
    lines: list[str] = []
    for line in said.splitlines():
        if lines and not (line.startswith("- ") and lines[-1].startswith("- ")):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)
