"""Words that look like times and are names: "April Okoye", "the Long March", "Bloody Sunday", "The Morning Post"."""

from dragoman.document import Document, Token
from dragoman.resolve.times.candidate import Candidate
from dragoman.resolve.times.words import OTHER, Words, classes, cut

NAMES = {"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "LAW"}
DATING = ("month", "weekday", "part", "season", "day_number", "suffix", "year", "comma")
ARTICLES = {"the", "a", "his", "her", "their", "its"}


def not_a_name(at: Candidate) -> bool:
    """The words are not the beginning of a longer name ("April Okoye", "The Sunday Times"), and no person's last name."""
    if _titled(at) or _first_name(at) or _a_march(at):
        return False
    first, last = at.token.index, at.last_token.index
    name = at.document.name_at(last)
    if name is None or name.label not in NAMES or _all_time_words(at.words, name.first, name.last, at.first):
        return True
    if name.first == first and name.last == last:
        return name.label != "PERSON" or "day" in at.fields
    return name.last == last and (name.label != "PERSON" or "weekday" in at.fields)


def _all_time_words(words: Words, first: int, last: int, near: int) -> bool:
    """Whether a name is made of time words alone ("Saturday Night"), so that it is a name to the parser only."""
    around = range(max(0, near - 6), min(len(words.tokens), near + 6))
    dating = {classes().codes[name] for name in DATING}
    return last > first and all(words.codes[i] in dating for i in around if first <= words.tokens[i] <= last)


def _titled(at: Candidate) -> bool:
    """A capitalised word right before makes it a name: "the Long March", "Bloody Sunday"."""
    before = at.before
    if before is None or before.index == at.document.sentence_of(before.index).first or not before.text[0].isupper():
        return False
    if before.head != at.token.index or before.dep not in ("amod", "compound"):
        return False
    named = at.document.name_at(before.index)
    return before.dep == "amod" or "weekday" not in at.fields or named is None or named.last == at.token.index


def _first_name(at: Candidate) -> bool:
    """A month right before the name it is part of, with no preposition or article: "April Okoye"."""
    token, before, after = at.last_token, at.before, at.after
    if "month" not in at.fields or "day" in at.fields or after is None or token.dep != "compound" or token.head != after.index:
        return False
    led = before is not None and before.pos in ("ADP", "DET", "ADJ", "PRON")
    return after.pos == "PROPN" and after.text[0].isupper() and not led


def no_name_follows(at: Candidate) -> bool:
    """ "Good Friday", not "the Good Friday Agreement"."""
    return at.after is None or at.after.pos != "PROPN"


def _a_march(at: Candidate) -> bool:
    """A march is no month: "they joined the March", "the March on Rome"."""
    if at.token.text != "March" or at.first != at.last:
        return False
    before, after = at.before, at.after
    led = before is not None and before.text.lower() in ARTICLES
    if led and (after is None or after.pos not in ("NOUN", "PROPN", "ADJ")):
        return True
    return after is not None and (after.lemma == "on" or _of_something(at.document, after))


def _of_something(document: Document, of: Token) -> bool:
    """Whether "of" is followed by what is no time: "the March of the Iron Will"."""
    if of.lemma != "of" or of.index + 2 >= len(document.tokens):
        return False
    what = document.tokens[of.index + 1 : of.index + 3]
    return all(token.lemma == "the" or cut(token.text, token.tag)[0][2] == OTHER for token in what)


def no_title(at: Candidate) -> bool:
    """The word is no part of a title: "The Morning Post", "Daily Mail"."""
    word = at.last_token
    if not word.text.istitle():
        return True
    beside = [at.document.tokens[i] for i in (word.index - 1, word.index + 1) if 0 <= i < len(at.document.tokens)]
    names = [t for t in beside if t.sentence == word.sentence and t.pos == "PROPN" and t.text[0].isupper()]
    return all(cut(token.text, token.tag)[0][2] != OTHER for token in names)
