"""The easy words: short, apart from each other in letters and in sound, and read however a person types them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.easy_words import NUMBER, easy_words, near, understood

ENDINGS: Final = ("s", "es", "d", "ed", "r", "er", "ing", "y", "ly", "ful")

SOUND_LIKE_OTHERS: Final = frozenset(
    re.findall(
        r"\w+",
        """
        ant aunt bare bear beach beech bean been bee berry bury blew blue boar bore board bored bough bow brake break
        bread bred bun buoy boy buy by cell sell cent scent sent cereal serial chilly chili chute shoot coarse course
        creak creek currant current dear deer desert dessert die dye eight ate ewe you yew fair fare feat feet find
        fined fir fur flea flee flour flower flu flew for four fore foul fowl gate gait gorilla guerrilla grate great
        groan grown guessed guest hair hare hall haul heal heel hear here heard herd hole whole horse hoarse hour our
        key quay knead need knight night knot not know no lead led leek leak loan lone made maid mail male main mane
        maze maize meat meet mind mined mint missed mist moose mousse morning mourning muscle mussel none nun oar ore
        one won pail pale pain pane pair pear pare paws pause pea pee peace piece peak peek pedal peddle peel peal peer
        pier plain plane plaice place poor pour pray prey rain reign rein raise rays rap wrap read red reed right write
        ring wring road rode rowed role roll root route rose rows sail sale sauce source saw sore scene seen sea see
        seam seem sew so sow shore sure soar sole soul son sun stair stare stake steak stationary stationery steal steel
        suite sweet tail tale team teem tea tee their there threw through thyme time tide tied tire tyre toad towed toe
        tow two to too vain vein waist waste wait weight wale whale war wore warn worn way weigh weak week wear where
        weather whether which witch wine whine wood would yolk yoke
        """,
    )
)
"""Words that are said as another is, whatever the region: neither of the two is on the list."""

FRIGHTENING_OR_RUDE: Final = re.compile(
    "blood|bomb|bum|cock|coffin|dead|death|devil|dick|drown|drug|fart|fat|fire|ghost|grave|gun|hell|kill|knife|lost|"
    "monster|naked|nipple|nude|pain|poison|poo|rape|scar|shark|sick|skull|slut|snake|spider|storm|thunder|tit|ugly|"
    "vampire|war|wee|wolf|wound|zombie"
)


def sound(word: str) -> str:
    """Return roughly how a word is said, with each vowel but long and short ones, and each doubled letter, made one."""
    for letters, said in (
        *(("tch", "ch"), ("dge", "j"), ("ph", "f"), ("ck", "k"), ("qu", "kw"), ("x", "ks"), ("wh", "w"), ("kn", "n")),
        *(("wr", "r"), ("mb", "m"), ("gh", ""), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("ch", "C"), ("c", "k")),
        ("z", "s"),
    ):
        word = word.replace(letters, said)
    word = re.sub(r"(.)\1", r"\1", word.removesuffix("e"))
    for pattern, said in (("ee|ea|ie|ei|ey|y|i", "i"), ("ai|ay", "a"), ("oo|ou|ow|oa|oe|ew|ue|u", "o")):
        word = re.sub(pattern, said, word)
    return re.sub("[eaoi]r", "r", word)


def one_letter_marked(word: str) -> set[str]:
    """Return the word with each of its letters in turn marked as any letter."""
    return {f"{word[:place]}_{word[place + 1 :]}" for place in range(len(word))}


def two_exchanged(word: str) -> set[str]:
    """Return the word with each two neighbours in turn exchanged."""
    return {f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in range(len(word) - 1)}


def test_there_are_enough_and_each_stands_once_in_order() -> None:
    words = easy_words()
    assert len(words) >= 1024
    assert all(first < second for first, second in pairwise(words))


def test_each_is_short_and_in_plain_small_letters() -> None:
    assert [word for word in easy_words() if not re.fullmatch("[a-z]{3,9}", word)] == []


def test_none_is_another_with_an_ending() -> None:
    words = set(easy_words())
    assert [word + ending for word in words for ending in ENDINGS if word + ending in words] == []


def test_no_slip_of_one_letter_makes_one_into_another() -> None:
    words = set(easy_words())
    for word in words:
        left_out = {word[:place] + word[place + 1 :] for place in range(len(word))}
        assert not left_out & words, f"{word}: leave a letter out and it is another"
    marked: dict[str, str] = {}
    for word in words:
        for one in one_letter_marked(word):
            assert marked.setdefault(one, word) == word, f"{word} and {marked[one]} differ by one letter"
        assert not (two_exchanged(word) - {word}) & words, f"{word}: exchange two letters and it is another"


def test_none_is_said_as_another() -> None:
    said: dict[str, str] = {}
    for word in easy_words():
        assert said.setdefault(sound(word), word) == word, f"{word} sounds like {said[sound(word)]}"
    assert set(easy_words()) & SOUND_LIKE_OTHERS == set()


def test_none_frightens_or_is_rude() -> None:
    assert [word for word in easy_words() if FRIGHTENING_OR_RUDE.fullmatch(word)] == []


@given(
    words=st.lists(st.sampled_from(easy_words()), min_size=NUMBER, max_size=NUMBER, unique=True),
    between=st.sampled_from([" ", ", ", "-", "\n", " and ", ". ", "  ", " / "]),
    write=st.sampled_from([str.lower, str.upper, str.title]),
)
def test_words_are_read_however_they_are_typed(words: list[str], between: str, write: object) -> None:
    assert callable(write)
    typed = understood(between.join(write(word) for word in words))
    assert typed.words == tuple(words)
    assert typed.whole


def test_numbers_before_the_words_and_words_run_together_are_read() -> None:
    assert understood("1) apple 2) river 3) bucket 4) jelly").words == ("apple", "river", "bucket", "jelly")
    assert understood("AppleRiver bucketjelly").words == ("apple", "river", "bucket", "jelly")


@pytest.mark.parametrize(
    "typed", ["", "apple", "apple apple river bucket", "apple river bucket jelly kitten", "éàü 12"]
)
def test_fewer_or_more_than_four_different_words_are_not_whole(typed: str) -> None:
    assert not understood(typed).whole


def test_what_is_no_word_of_ours_is_named_and_a_near_one_found() -> None:
    typed = understood("apple pengwin bucket jelly")
    assert typed.strange == ("pengwin",)
    assert near("pengwin") == ("penguin",)
    assert near("qqqq") == ()


@given(typed=st.text(max_size=400))
def test_anything_at_all_can_be_typed(typed: str) -> None:
    found = understood(typed)
    assert set(found.words) <= set(easy_words())
    assert all(len(near(one)) <= 2 for one in found.strange[:3])
