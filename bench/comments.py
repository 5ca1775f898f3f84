"""How well texts are read, and how fast; `--speed` or `--quality` gives one of them.

Quality is measured on comments that nothing was learned from (`unseen_comments.jsonl`, `like_answers.jsonl`), and where
a folder has them (`--data`, else ../shared/data) on real patient comments and sentences with marked personal data.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy.stats import spearmanr

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analysis import languages, learned, privacy, safeguarding, themes
from analysis.learning import Labelled, learn, signs
from analysis.safeguarding import Alarm
from analysis.words import tokens

if TYPE_CHECKING:
    from analysis.learned import Weights

UNSEEN: Final = Path(__file__).with_name("unseen_comments.jsonl")
LIKE_ANSWERS: Final = Path(__file__).with_name("like_answers.jsonl")
DATA: Final = Path(__file__).resolve().parents[2] / "shared" / "data"
TEXTS: Final = 60_000
LONGEST_SECONDS: Final = 10
MOST_MEMORY: Final = 500
NOT_POSSIBLE: Final = "Labelling not possible"
FEWEST_EXAMPLES: Final = 10
FEW_LABELS: Final = 300
LIKELY: Final = 0.35
"""The score from which a patient comment gets a label; chosen on these comments, so that it flatters a little."""


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=DATA)
    options.add_argument("--speed", action="store_true")
    options.add_argument("--quality", action="store_true")
    chosen = options.parse_args()
    if chosen.speed or not chosen.quality:
        speed()
    if chosen.quality or not chosen.speed:
        print("written to be hard, most of them naming nothing:")
        unseen(lines(UNSEEN))
        print("written like the answers of a survey:")
        unseen(lines(LIKE_ANSWERS))
        for name, measure in (("pii_dev.jsonl", personal_data), ("qdc_dev.jsonl", patients)):
            if (chosen.data / name).exists():
                measure(lines(chosen.data / name))
            else:
                print(f"{name}: not measured, there is no {chosen.data / name}")


def lines(file: Path) -> list[dict[str, Any]]:
    """Return a file of JSON lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def speed() -> None:
    """Code different texts, each a labelled comment with another one's first words, and say seconds and memory."""
    pool = [line["text"] for line in lines(learned.LABELLED)]
    chance = random.Random(1)
    made = [f"{chance.choice(pool)} {' '.join(chance.choice(pool).split()[:4])}" for _ in range(TEXTS)]
    begun = time.process_time()
    for text in made:
        themes.code(text, "better")
    seconds = time.process_time() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{TEXTS:,} texts of {sum(map(len, made)) / TEXTS:.0f} characters: {seconds:.1f} s of one processor "
        f"(limit {LONGEST_SECONDS}), {megabytes:.0f} MB (limit {MOST_MEMORY})"
    )


def unseen(comments: list[dict[str, Any]]) -> None:
    """Say how well comments are read that nothing was learned from."""
    themed = [one for one in comments if one["themes"] is not None]
    shown, given, right = Counter[str](), Counter[str](), Counter[str]()
    valence = 0
    for one in themed:
        want = {theme["id"]: theme["valence"] for theme in one["themes"]}
        found = {coded.theme: coded.valence.value for coded in themes.code(one["text"], one["prompt"])}
        shown.update(found.keys())
        given.update(want.keys())
        right.update(want.keys() & found.keys())
        valence += sum(want[theme] == found[theme] for theme in want.keys() & found.keys())
    order = spearmanr([shown[theme] for theme in themes.frame()], [given[theme] for theme in themes.frame()])
    print(
        f"themes of {len(themed)} unseen comments: precision {right.total() / shown.total():.2f}, recall "
        f"{right.total() / given.total():.2f}, micro F1 {2 * right.total() / (shown.total() + given.total()):.2f}, "
        f"praise or concern right {valence / right.total():.2f}, order of themes (Spearman) {order.statistic:.2f}"
    )
    for alarm in ("urgent", "concern", "none"):
        those = [one for one in comments if one["safeguarding"] == alarm]
        raised = sum(safeguarding.triage(one["text"]).alarm is not Alarm.NONE for one in those)
        print(f"safeguarding, {len(those)} labelled {alarm}: {raised / len(those):.2f} raised")
    other = sum(not languages.language(one["text"]).is_english for one in comments)
    print(f"{other} of {len(comments)} comments in English taken for another language")


def personal_data(sentences: list[dict[str, Any]]) -> None:
    """Say how much of what is marked is masked, in characters, and how much of what is masked was marked."""
    marked = masked = both = 0
    whole, names = 0, 0
    for one in sentences:
        want = {at for span in one["spans"] for at in range(span["start"], span["end"])}
        found = {at for piece in privacy.personal_data(one["text"]) for at in range(piece.start, piece.end)}
        marked, masked, both = marked + len(want), masked + len(found), both + len(want & found)
        for span in one["spans"]:
            if span["type"] == "PERSON":
                names += 1
                letters = {at for at in range(span["start"], span["end"]) if one["text"][at].isalpha()}
                whole += letters <= found
    print(
        f"personal data in {len(sentences)} sentences: recall {both / marked:.2f}, precision {both / masked:.2f} of "
        f"characters; {whole / names:.2f} of {names} names fully masked"
    )


def patients(comments: list[dict[str, Any]]) -> None:
    """Learn from two thirds of real patient comments, or from few of them, and code the rest."""
    kept = [one for one in comments if NOT_POSSIBLE not in one["labels"]]
    chance = random.Random(1)
    chance.shuffle(kept)
    third = len(kept) // 3
    often = Counter(label for one in kept[third:] for label in one["labels"])
    labels = sorted(label for label, times in often.items() if times >= FEWEST_EXAMPLES)
    for train in (kept[third:], kept[third : third + FEW_LABELS]):
        micro, macro = learned_from(train, kept[:third], labels)
        print(f"patient comments, learned from {len(train):,}: micro F1 {micro:.2f}, macro F1 {macro:.2f}")


def learned_from(train: list[dict[str, Any]], test: list[dict[str, Any]], labels: list[str]) -> tuple[float, float]:
    """Return micro and macro F1 on `test`."""
    read = [signs(one["text"], plain) for one in train]
    weights = learn([Labelled(text=one["text"], themes=frozenset(one["labels"])) for one in train], labels, read)
    shown, given, right = Counter[str](), Counter[str](), Counter[str]()
    for one in test:
        want = set(one["labels"]) & set(labels)
        found = given_labels(weights, one["text"])
        shown.update(found)
        given.update(want)
        right.update(want & found)
    each = [2 * right[label] / (shown[label] + given[label]) for label in labels if given[label]]
    return 2 * right.total() / (shown.total() + given.total()), float(np.mean(each))


def plain(text: str) -> tuple[list[str], dict[str, float]]:
    """Return a text's words, and no patterns: the codebook knows nothing of patients."""
    return [token.word for token in tokens(text)], {}


def given_labels(weights: Weights, text: str) -> set[str]:
    """Return the labels likely enough for a text, and the likeliest in any case."""
    scores = weights.scores(plain(text)[0], {})
    likeliest = max(scores, key=lambda label: scores[label])
    return {label for label, score in scores.items() if score >= LIKELY} | {likeliest}


if __name__ == "__main__":
    main()
