"""Names made comparable: without case, accents, apostrophes and punctuation."""

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"})
APOSTROPHES = re.compile(r"[’'‘ʿʾ`]")
NOT_A_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name in lower-case ASCII-like letters, words set apart by single spaces: `Erdoğan’s` is `erdogans`."""
    bare = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return NOT_A_WORD.sub(" ", APOSTROPHES.sub("", bare)).strip()
