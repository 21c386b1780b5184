"""The words of a text in the one form in which the matcher compares them."""

import unicodedata
from string import ascii_lowercase

from codex_tools.base.text import ASCII_WORDS, singular, split_words
from codex_tools.base.text import STOP_WORDS as SHARED_STOP_WORDS
from codex_tools.runtime import lazy_regex

_POSSESSIVE = lazy_regex.compile(r"'s\b|['`]")
_ACCENTS = lazy_regex.compile("[\u0300-\u036f]")
_MAX_STEMS = 200_000
_QUOTES = (
    *((mark, "'") for mark in "\u2018\u2019\u00b4"),
    *((mark, '"') for mark in "\u201c\u201d\u201e«»"),
)
_DASHES = tuple((mark, "-") for mark in "\u2010\u2011\u2012\u2013\u2014\u2212")
_MARKS = (*_QUOTES, *_DASHES, ("\u00a0", " "), ("…", " "))
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "\u0131": "i",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
    }
    | {"ß": "ss", "þ": "th", "ð": "d"}
)
_MORE_STOP_WORDS = """about after all also any based because been before being could did do does
during each et al had her his how most new no one our out over said she should some such them those
under up via we what who whose why would you your vs per"""
STOP_WORDS = SHARED_STOP_WORDS.union(_MORE_STOP_WORDS.split())
"""Words that never tell one work from another, though some of them may tell claims apart."""
_GENRES = """analysis announcement article blog book chapter conversation deck essay exclusive
interview memo newsletter note paper podcast post preprint presentation proposal report review study
survey talk thread transcript video webinar whitepaper"""
GENRES = frozenset(map(singular, _GENRES.split()))
"""Words for what a source is, which say nothing of which one it is."""
_NO_CONTENT = STOP_WORDS.union(ascii_lowercase)
_INVARIABLE = STOP_WORDS | {word + "s" for word in STOP_WORDS}
_INVARIABLE_BY_LENGTH = (
    "|".join(sorted(word for word in _INVARIABLE if word.endswith("s") and len(word) == length))
    for length in range(4, max(map(len, _INVARIABLE)) + 1)
)
_ASCII_PLURAL = lazy_regex.compile(
    (
        "s (?<=[^ ]{2}[^ su0-9]s )"
        + "".join(f"(?<! (?:{listed}) )" for listed in _INVARIABLE_BY_LENGTH if listed)
    ).encode()
)


def straighten(text: str) -> str:
    """Return a text with plain quotes, dashes and spaces."""
    if not text.isascii():
        for mark, plain in _MARKS:
            text = text.replace(mark, plain)
    return text


def unaccented(text: str) -> str:
    """Return a text in lower case without accents, with plain quotes and dashes."""
    text = straighten(text).lower()
    if not text.isascii():
        plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        text = straighten(plain.translate(_LETTERS)).lower()
    return text


def stem(word: str) -> str:
    """Return a word without the `s` of a plural; empty for stop words and single letters."""
    if word in STOP_WORDS or (len(word) == 1 and not word.isdigit()):
        return ""
    one = singular(word)
    return word if one in STOP_WORDS else one


class _Stems(dict[str, str]):
    """The stems met so far: texts repeat their words so often that this halves the time."""

    def __missing__(self, word: str) -> str:
        stemmed = stem(word)
        if len(self) < _MAX_STEMS:
            self[word] = stemmed
        return stemmed


_STEMS = _Stems()


def content_words(text: str) -> list[str]:
    """Return the words of a text in order, unaccented and stemmed, without stop words."""
    plain = split_words(_plain(text))
    return [stemmed for word in plain if (stemmed := _STEMS[word])]


def content_word_set(text: str) -> set[str]:
    """Return the distinct comparable words of a text, and an empty one for its stop words.

    Long texts have so many words that looking up the stem of each takes longer than this.
    """
    plain = _plain(text)
    if not plain.isascii():
        return set(map(_STEMS.__getitem__, split_words(plain)))
    spaced = b" %b " % plain.encode().translate(ASCII_WORDS)
    words = set(_ASCII_PLURAL.sub(b" ", spaced).decode().split())
    size = len(words)
    words -= _NO_CONTENT
    if len(words) < size:
        words.add("")
    return words


def _plain(text: str) -> str:
    """Return a text without accents and possessive endings, of which the case may stay."""
    plain = text if text.isascii() else unaccented(text)
    return _POSSESSIVE.sub("", plain.lower()) if "'" in plain or "`" in plain else plain
