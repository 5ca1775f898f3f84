"""Four words as a secret: chosen by chance, stretched slowly, of no use without the installation's secret."""

from __future__ import annotations

import itertools

from accessibility.easy_words import NUMBER, easy_words
from app.store import four_words

WORDS = ("apple", "river", "bucket", "jelly")


def test_four_different_words_of_the_list_are_chosen_anew_each_time() -> None:
    chosen = {four_words.new() for _ in range(200)}
    assert len(chosen) == 200
    assert all(len(set(words)) == NUMBER and set(words) <= set(easy_words()) for words in chosen)
    assert len(set(itertools.chain(*chosen))) > 300, "chance reaches the whole list"


def test_the_order_of_the_words_does_not_count() -> None:
    assert four_words.stretched(WORDS, "kent-1", "s") == four_words.stretched(WORDS[::-1], "kent-1", "s")
    assert four_words.mark(WORDS, "s") == four_words.mark(WORDS[::-1], "s")


def test_another_word_inspection_or_secret_makes_something_else() -> None:
    others = [
        four_words.stretched(WORDS, "kent-1", "s"),
        four_words.stretched((*WORDS[:3], "kitten"), "kent-1", "s"),
        four_words.stretched(WORDS, "kent-2", "s"),
        four_words.stretched(WORDS, "kent-1", "t"),
    ]
    assert len({one.found_by for one in others}) == len({one.key for one in others}) == len(others)
    assert not {one.found_by for one in others} & {one.key for one in others}
    assert four_words.mark(WORDS, "s") != four_words.mark(WORDS, "t")


def test_the_key_is_not_shown_where_it_is_printed() -> None:
    stretched = four_words.stretched(WORDS, "kent-1", "s")
    assert stretched.key.hex() not in repr(stretched)
    assert repr(stretched.key) not in repr(stretched)
