"""The time expressions of a document, each with what it means where it stands."""

from datetime import date

from dragoman.document import Document
from dragoman.records import Span, Time, record_id
from dragoman.resolve.times.candidate import Candidate
from dragoman.resolve.times.checks import CHECKS
from dragoman.resolve.times.joining import Expression, join, split
from dragoman.resolve.times.meaning import Asked, Meaning
from dragoman.resolve.times.moment import Moment
from dragoman.resolve.times.patterns import LONGEST_PREFIX, Grammar, Match, grammar, kept, link_of
from dragoman.resolve.times.readers import READERS
from dragoman.resolve.times.scene import Scene
from dragoman.resolve.times.style import is_narrative
from dragoman.resolve.times.words import Words, read_words


def find_times(document: Document) -> list[Time]:
    """The time expressions of a document in text order, none overlapping."""
    words, rules = read_words(document), grammar()
    matches = _matches(document, words, rules)
    expressions = join(list(split(matches)), words, rules)
    published = _published(document)
    scene = Scene(document, published, is_narrative(matches, words, published))
    times = []
    reached = 0
    for expression in expressions:
        scene.token = words.tokens[expression.parts[0].last]
        meaning = understand(expression, scene)
        if meaning is not None:
            first = _with_prefix(expression, words, rules, reached)
            times.append(_time(document, Span(words.starts[first], words.ends[expression.last]), meaning))
            reached = expression.last + 1
    return times


def find_matches(document: Document) -> list[Match]:
    """The matches of single rules, before they are joined and understood."""
    return _matches(document, read_words(document), grammar())


def _published(document: Document) -> date | None:
    """The day of publication; none where it is no date, or so far from ours that nothing can be reckoned from it."""
    try:
        day = date.fromisoformat((document.article.published or "")[:10])
    except ValueError:
        return None
    return day if 1000 <= day.year <= 9000 else None


def _matches(document: Document, words: Words, rules: Grammar) -> list[Match]:
    """Matches from left to right, the longest at each place."""
    matches = []
    at, codes = 0, words.codes
    while at < len(codes):
        found = _longest(document, words, rules, at) if codes[at] in rules.by_first else None
        if found:
            matches.append(found)
            at = found.last
        at += 1
    return matches


def _longest(document: Document, words: Words, rules: Grammar, at: int) -> Match | None:
    best: Match | None = None
    for rule in rules.by_first[words.codes[at]]:
        found = rule.regex.match(words.codes, at)
        if not found or (best and found.end() - 1 <= best.last):
            continue
        fields, last = kept(words, found, rule), found.end() - 1
        if all(CHECKS[check](Candidate(document, words, at, last, fields)) for check in rule.checks):
            best = Match(rule, at, last, fields, link_of(found))
    return best


def understand(expression: Expression, scene: Scene) -> Meaning | None:
    """The meaning of an expression, each of its parts read within the wider one."""
    meaning: Meaning | None = None
    within: Moment | None = None
    for match in expression.widest_first():
        found = READERS[match.kind](Asked(match.fields, scene, within))
        if found is None:
            return meaning
        meaning, within = found, found.moment
    if meaning and meaning.moment:
        scene.note(meaning.moment)
    return meaning


def _with_prefix(expression: Expression, words: Words, rules: Grammar, reached: int) -> int:
    """The first word of an expression with what stands before and belongs to it ("the end of", "more than")."""
    kind = expression.parts[0].kind
    pattern = rules.prefixes.get("duration" if kind in ("duration", "shift", "ago") else "date")
    start = max(reached, expression.first - LONGEST_PREFIX)
    found = pattern.search(words.codes, start, expression.first) if pattern else None
    return found.start() if found else expression.first


def _time(document: Document, span: Span, meaning: Meaning) -> Time:
    days = meaning.days
    return Time(
        id=record_id(document.article.id, "time", span, meaning.value),
        span=span,
        type=meaning.type,
        value=meaning.value,
        start=days[0].isoformat() if days else None,
        end=days[1].isoformat() if days else None,
        grain=meaning.grain,
        anchor=meaning.anchor,
    )
