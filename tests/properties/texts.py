"""Texts to try the program on: news prose in pieces, odd marks, and any characters at all, in any order."""

from hypothesis import strategies as st

PIECES = (
    "Indian Foreign Minister Maria Rao", "Nigerian President Ahmed Okoye", "Rao", "Okoye", "she", "they", "the two ministers", "India",
    "Kenya and Peru", "the United Nations", "Lima", "in Abuja", "at the palace", " met ", " said ", " said that ", " told reporters ",
    " urged India to ", " will visit ", " did not meet ", " refused to receive ", " condemned ", " agreed with ", " called on ",
    " according to ", "a two-day visit", "talks", "a ceasefire", "on Monday", "on 6 May 2024", "last week", "two days later", "at 14:05 GMT",
    "in 2023", "from 3 to 5 June", ", ", ". ", "; ", ": ", " – ", "—", "…", "! ", "? ", "\n", "\n\n", "\r\n", "\r", "\u2028", "\t", "  ",
    "“", "”", '"', "‘", "’", "'", "«", "»", "„", "``", "''", "(", ")", "[", "]", "’s ", "U.S. ", "LIMA, May 6 (ANA) — ", "By Ana Reis\n",
    "Updated 14:05 GMT\n", "Ministers meet\n\n", "PEACE NOW", "1", "12 ", "1,000,000 ", "%", "$", "@", "#tag",
    "http://a.example/b?c=d", "<b>", "&amp;",
    "👩‍👩‍👧", "🇰🇪", "e\u0301", "\u0301", "\u200b", "\u202e", "\u202c", "\ufeff", "\x00", "\x0b", "\x0c", "\x1b[2J",
    "\x85", "\ufffe", "\U000e0041", "السلام عليكم", "大臣", "ﬁ", "İ", "ß", "Ⅷ", "٣",
)  # fmt: skip

prose = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
characters = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
texts = st.one_of(prose, characters, st.lists(st.one_of(st.sampled_from(PIECES), characters), max_size=12).map("".join))
"""Any text that is made of characters; halves of surrogate pairs are none."""
