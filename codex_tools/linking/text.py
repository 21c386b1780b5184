"""Words and figures of a text in the one form in which the matcher compares them."""

import unicodedata
from string import ascii_lowercase

from codex_tools.runtime import lazy_regex

_WORD = lazy_regex.compile(r"[^\W_]+")
_POSSESSIVE = lazy_regex.compile(r"'s\b|['`]")
_ACCENTS = lazy_regex.compile("[\u0300-\u036f]")
_FIGURE = lazy_regex.compile(r"\d[\d,.]*\d")
_ASCII_SPACED = bytes(
    code if code < 128 and chr(code).isalnum() else 32 for code in bytes(range(256)).lower()
)
_ASCII_FIGURES = bytes(code if chr(code) in "0123456789,." else 32 for code in range(256))
_CENTURIES = ("19", "20")
_MOST_STEMS = 200_000
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
_STOP_WORDS = """a about after all also an and any are as at based be because been before being but
by can could did do does during each et al for from had has have her his how if in into is it its
more most new no not of on one or our out over said she should so some such than that the their them
then there these they this those to under up via was we were what when where which while who whose
why will with would you your vs per"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
_UNTELLING = STOP_WORDS.union(ascii_lowercase)
_NO_PLURALS = STOP_WORDS | {word + "s" for word in STOP_WORDS}
_NO_PLURALS_BY_LENGTH = (
    "|".join(sorted(word for word in _NO_PLURALS if word.endswith("s") and len(word) == length))
    for length in range(4, max(map(len, _NO_PLURALS)) + 1)
)
_ASCII_PLURAL = lazy_regex.compile(
    (
        "s (?<=[^ ]{2}[^ su0-9]s )"
        + "".join(f"(?<! (?:{listed}) )" for listed in _NO_PLURALS_BY_LENGTH if listed)
    ).encode()
)


def straighten(text: str) -> str:
    """A text with plain quotes, dashes and spaces."""
    if not text.isascii():
        for mark, plain in _MARKS:
            text = text.replace(mark, plain)
    return text


def fold(text: str) -> str:
    """A text in lower case without accents, with plain quotes and dashes."""
    text = straighten(text).lower()
    if not text.isascii():
        plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        text = straighten(plain.translate(_LETTERS)).lower()
    return text


def stem(word: str) -> str:
    """A folded word without the `s` of a plural; empty for function words and single letters."""
    if word in STOP_WORDS or (len(word) == 1 and not word.isdigit()):
        return ""
    plural = len(word) > 3 and word[-1] == "s" and word[-2] not in "su" and not word[-2].isdigit()
    return word[:-1] if plural and word[:-1] not in STOP_WORDS else word


class _Stems(dict[str, str]):
    """The stems met so far: texts repeat their words so often that this halves the time."""

    def __missing__(self, word: str) -> str:
        found = stem(word)
        if len(self) < _MOST_STEMS:
            self[word] = found
        return found


_STEMS = _Stems()


def words(text: str) -> list[str]:
    """The comparable words of a text in order: folded and stemmed, without function words."""
    return [known for word in _raw_words(text) if (known := _STEMS[word])]


def word_set(text: str) -> set[str]:
    """The distinct comparable words of a text, and an empty one for its function words.

    Long texts have so many words that looking up the stem of each takes longer than this.
    """
    plain = _plain(text)
    if not plain.isascii():
        return set(map(_STEMS.__getitem__, _WORD.findall(plain)))
    spaced = b" %b " % plain.encode().translate(_ASCII_SPACED)
    found = set(_ASCII_PLURAL.sub(b" ", spaced).decode().split())
    size = len(found)
    found -= _UNTELLING
    if len(found) < size:
        found.add("")
    return found


def _raw_words(text: str) -> list[str]:
    plain = _plain(text)
    if plain.isascii():
        return plain.encode().translate(_ASCII_SPACED).decode().split()
    return _WORD.findall(plain)


def _plain(text: str) -> str:
    """A text without accents and possessive endings, of which the case may stay."""
    plain = text if text.isascii() else fold(text)
    return _POSSESSIVE.sub("", plain.lower()) if "'" in plain or "`" in plain else plain


def figures(text: str) -> set[str]:
    """The telling numbers of a text: at least three digits or a decimal, and no bare years."""
    found = set()
    for raw in _raw_figures(text):
        digits = raw.replace(",", "")
        whole = digits.replace(".", "")
        telling = len(whole) >= 3 or "." in digits
        year = len(raw) == 4 and raw.isdigit() and raw.startswith(_CENTURIES)
        if telling and not year and len(whole.strip("0")) >= 2:
            found.add(digits.rstrip("0").rstrip(".") if "." in digits else digits)
    return found


def _raw_figures(text: str) -> list[str]:
    """Runs of digits, commas and points that begin and end with a digit, two characters or more.

    Blanking everything else and splitting is several times faster than a search.
    """
    if not text.isascii():
        return _FIGURE.findall(text)
    runs = [run.strip(",.") for run in text.encode().translate(_ASCII_FIGURES).decode().split()]
    return [run for run in runs if len(run) > 1]
