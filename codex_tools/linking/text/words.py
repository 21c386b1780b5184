"""The words of a text in the one form in which the matcher compares them."""

import unicodedata
from string import ascii_lowercase

from codex_tools.base.text import ASCII_WORDS, singular, split_words
from codex_tools.base.text import STOP_WORDS as SHARED_STOP_WORDS
from codex_tools.runtime import lazy_regex

_POSSESSIVE = lazy_regex.compile(r"'s\b")
_NOT_ASCII = lazy_regex.compile(r"[^\x00-\x7f]")
_MAX_REPLACED = 40
"""Characters up to which it is faster to replace one after the other."""
_MAX_STEMS = 200_000
_QUOTES = (
    *((mark, "'") for mark in "\u2018\u2019\u00b4"),
    *((mark, '"') for mark in "\u201c\u201d\u201e«»"),
)
_DASHES = tuple((mark, "-") for mark in "\u2010\u2011\u2012\u2013\u2014\u2212")
_UNSEEN = tuple((mark, "") for mark in "\u00ad\u200b\u200c\u200d\u2060\ufeff")
_MARKS = (*_QUOTES, *_DASHES, ("\u00a0", " "), ("…", " "), *_UNSEEN)
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
    """Return a text with plain quotes, dashes and spaces, and without what nobody sees."""
    if not text.isascii():
        for mark, plain in _MARKS:
            text = text.replace(mark, plain)
    return text


def unaccented(text: str) -> str:
    """Return a text in lower case without accents, with plain quotes and dashes, and with blanks
    for signs beyond ASCII."""
    if not text.isascii():
        found = set(_NOT_ASCII.findall(text))
        if len(found) > _MAX_REPLACED:
            return text.translate(_BY_CODE).lower()
        for character in found:
            text = text.replace(character, _PLAIN[character])
    return text.lower()


class _Plain(dict[str, str]):
    """The plain form of each character beyond ASCII that was met so far."""

    def __missing__(self, character: str) -> str:
        plain = self[character] = _plain_form(character)
        return plain


class _ByCode(dict[int, str]):
    """The same by code points, as `str.translate` asks for them."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = chr(code) if code < 128 else _PLAIN[chr(code)]
        return plain


_PLAIN, _BY_CODE = _Plain(), _ByCode()


def _plain_form(character: str) -> str:
    folded = unicodedata.normalize("NFKD", straighten(character).lower()).translate(_LETTERS)
    parts = [one for one in straighten(folded).lower() if not "\u0300" <= one <= "\u036f"]
    return "".join([one if one.isascii() or one.isalnum() else " " for one in parts])


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
    return list(filter(None, map(_STEMS.__getitem__, split_words(_plain(text)))))


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
    """Return a text without accents, quotes and possessive endings, of which the case may stay."""
    plain = text if text.isascii() else unaccented(text)
    if "'" in plain:
        plain = _POSSESSIVE.sub("", plain.lower()).replace("'", "")
    return plain.replace("`", "")
