"""Statements: who said what, in whose words, through whom.

Found: that-clauses, infinitives, objects and prepositional objects of the cues in `lexicon/cues.yaml`; that-clauses
of the nouns in `lexicon/cue_nouns.yaml`; quotations beside a cue; quotations that go on with no speaker named again;
"according to"; "X quoted Y as saying". Relays are worked out in `relays.py`, what only the trained heads see in
`attributions.py`. Hypothetical and negated saying is marked in `status`.
Knowingly ignored: saying inside somebody's quoted words.
The three kinds (direct, indirect, mixed) follow Pareti (2015).
"""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.document import Clause, Document, Mentions, Token
from dragoman.extract.actuality import conditional
from dragoman.extract.attributions import joined, learned, says_something
from dragoman.extract.circumstances import day, noun_arguments, when, where
from dragoman.extract.cue_nouns import by_noun
from dragoman.extract.cues import CueVerb, Runs, content_runs, cues_of, trim
from dragoman.extract.quotations import beside, carried_on, overlap, widened
from dragoman.extract.relays import Said, holds, relayed
from dragoman.lexicon.loader import load
from dragoman.records import Record, Span, Statement, record_id

PERSONS_SPEAKING = ("i", "we", "you")
"""Pronouns of those who speak and are spoken to."""


def extract_statements(document: Document, mentions: Mentions, found: Record) -> Iterator[Statement]:
    """The statements of a document, one for each speaker of a joint one, in text order."""
    said = _with_issuers(document, [*_by_cue(document, mentions), *by_noun(document, mentions), *_according(document, mentions)])
    said = _outermost(document, _one_for_each_place(said))
    seen = [one for one in learned(document, mentions, said) if not _hollow_cue(document, one)]
    said = [one for one in joined(document, said, _outermost(document, seen)) if not _own_wish(document, one)]
    said = carried_on(document, said)
    said = relayed(document, mentions, sorted(said, key=lambda s: s.runs[0]))
    for one in said:
        for speaker in one.speakers or (None,):
            yield _statement(document, mentions, one, speaker)


# ------------------------------------------------------------ by a verb


def _by_cue(document: Document, mentions: Mentions) -> Iterator[Said]:
    for clause in document.clauses:
        if not _really_said(document, clause) or document.in_headline(clause.verb):
            continue
        for cue in cues_of(clause):
            if one := _said_in(document, mentions, clause, cue):
                yield one
                break


def _really_said(document: Document, clause: Clause) -> bool:
    """Whether the cue stands asserted in the article's own voice."""
    words = load("cue_words")
    if clause.negated or conditional(document, clause) or set(clause.modals) & set(words["hypothetical_modals"]):
        return False
    if clause.tense == "infinitive":
        above = document.head(clause.verb)
        if above.lemma not in words["carried_out"] and document.tokens[clause.verb].dep not in (
            "conj",
            "ROOT",
            "ccomp",
            "parataxis",
        ):
            return False
    quotation = document.quotation_at(clause.verb)
    return quotation is None or (
        bool(clause.subjects) and not any(quotation.first <= s <= quotation.last for s in clause.subjects)
    )


def _said_in(document: Document, mentions: Mentions, clause: Clause, cue: CueVerb) -> Said | None:
    """What a clause attributes with this reading of its verb, or None."""
    speakers, via = _speakers(document, mentions, clause)
    runs = content_runs(document, clause, cue)
    if cue.cue_class in ("say", "add", "warn", "believe") and not (cue.prepositions or cue.has("complement")):
        around = _around(document, clause)
        runs = around if not runs or (len(around) == 2 and all(_inside(run, around) for run in runs)) else runs
    quotation = beside(document, clause) if _takes_quotations(cue) else None
    if quotation and not any(overlap(run, quotation) for run in runs):
        runs = [trim(document, quotation.first, quotation.last)]
    runs = [widened(document, run) for run in runs]
    runs = [
        run
        for run in dict.fromkeys(runs)
        if (run[0] <= run[1] and not run[0] <= clause.verb <= run[1]) or _cue_quoted(document, clause, run)
    ]
    runs = [(clause.verb + 1, last) if first <= clause.verb <= last else (first, last) for first, last in runs]
    vessel = _is_vessel(document, clause.subjects)
    somebody = speakers or vessel or (clause.subjects and says_something(document, tuple(runs)))
    if not runs or not somebody or _hollow(document, clause, cue, runs):
        return None
    return Said(clause.verb, clause.subjects[0] if clause.subjects else None, speakers, via, tuple(runs), cue)


def _inside(run: tuple[int, int], runs: Runs) -> bool:
    return any(first <= run[0] and run[1] <= last for first, last in runs)


def _around(document: Document, clause: Clause) -> Runs:
    """What stands around a cue set off by commas in the middle of a sentence: "The road, she said, was open."."""
    sentence = document.sentence_of(clause.verb)
    subjects = [s for s in clause.subjects if abs(s - clause.verb) <= 8]
    at_root = document.tokens[clause.verb].head == clause.verb
    of_whom = any(c.tag == "WP" for c in document.children(clause.verb, "nsubj"))  # "Rao, who warned of a war, left"
    if not subjects or of_whom or (at_root and not _opens_with_comma(document, clause)):
        return []
    own = [
        i
        for i in document.subtree(clause.verb)
        if document.tokens[i].pos != "PUNCT" and abs(i - clause.verb) <= 12 and not _has_clause(document, i, clause.verb)
    ]
    phrases = {i for s in subjects for i in document.subtree(s) if abs(i - clause.verb) <= 12}
    first, last = min([*own, *phrases, clause.verb]), max([*own, *phrases, clause.verb])
    before, after = document.tokens[first - 1 : first], document.tokens[last + 1 : last + 2]
    if not (before and before[0].text in (",", "—", "–") and after and after[0].text in (",", ".", "—", "–", ";")):
        return []
    breaks = [i for i in range(sentence.first, sentence.last + 1) if document.tokens[i].text == ";"]
    begin = max([i + 1 for i in breaks if i < first - 1], default=sentence.first)
    end = min([i - 1 for i in breaks if i > last], default=sentence.last)
    runs = [trim(document, begin, first - 1), trim(document, last + 1, end)]
    return [run for run in runs if run[0] <= run[1]]


def _opens_with_comma(document: Document, clause: Clause) -> bool:
    first = min((*clause.subjects, clause.verb))
    return first > 0 and document.tokens[first - 1].text == ","


def _has_clause(document: Document, index: int, verb: int) -> bool:
    """Whether a token belongs to another clause than the cue's own."""
    token = document.tokens[index]
    return token.dep in ("ccomp", "advcl", "parataxis", "conj") or any(
        a.dep in ("ccomp", "advcl", "parataxis", "conj") for a in _up_to(document, index, verb)
    )


def _up_to(document: Document, index: int, verb: int) -> Iterator[Token]:
    for above in document.ancestors(index):
        if above.index == verb:
            return
        yield above


def _takes_quotations(cue: CueVerb) -> bool:
    """Whether a quotation beside the cue is its content: not with "called X Y" or "described X as Y", whose content stands in the clause."""
    return cue.cue_class not in ("support", "reject", "condemn") and not (cue.has("complement") or cue.has("as") or cue.through)


def _cue_quoted(document: Document, clause: Clause, run: tuple[int, int]) -> bool:
    """Whether the quotation opens with the cue itself: Blank "stressed the need ..."."""
    quotation = document.quotation_at(clause.verb)
    return quotation is not None and quotation.first <= clause.verb <= quotation.first + 1 and run[1] > clause.verb


def _speakers(document: Document, mentions: Mentions, clause: Clause) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whose words they are, and who quotes them ("Xinhua quoted Rao as saying")."""
    above = document.head(clause.verb)
    quoting = document.head(above.index) if above.text.lower() == "as" else None
    if quoting and quoting.lemma in load("cue_words")["quoting_verbs"] and (outer := document.clause_at(quoting.index)):
        return mentions.actors_at(*outer.objects), mentions.actors_at(*outer.subjects)
    return mentions.parties_at(*clause.subjects) or _issuers(document, mentions, clause.subjects), ()


def _is_vessel(document: Document, heads: tuple[int, ...]) -> bool:
    """Whether the subject is a statement or letter rather than somebody."""
    return any(document.tokens[h].lemma in load("cue_words")["vessels"] for h in heads)


def _issuers(document: Document, mentions: Mentions, heads: tuple[int, ...]) -> tuple[str, ...]:
    """Who issued the statement or letter that is said to say something: "the ministry's statement", "a letter from Peru"."""
    found: list[str] = []
    for head in heads:
        if not _is_vessel(document, (head,)):
            continue
        arguments = noun_arguments(document, head)
        found += mentions.parties_at(*(i for role in ("poss", "by", "from", "of", "modifier") for i in arguments.get(role, ())))
        for made in document.children(head, "acl"):
            clause = document.clause_at(made.index)
            found += mentions.parties_at(*clause.subjects) if clause and clause.passive else ()
    return tuple(dict.fromkeys(found))


def _with_issuers(document: Document, said: list[Said]) -> list[Said]:
    """What "the statement" says is said by whoever spoke last before it; with nobody before, by nobody."""
    known: list[Said] = []
    for one in sorted(said, key=lambda s: s.runs[0]):
        if not one.speakers and known and one.subject is not None and _is_vessel(document, (one.subject,)):
            one = replace(one, speakers=known[-1].speakers, via=known[-1].via)
        known.append(one)
    return known


def _hollow_cue(document: Document, said: Said) -> bool:
    """Whether nothing is left of what a verb that the heads took for a cue governs."""
    clause = document.clause_at(said.cue) if said.cue is not None else None
    return clause is not None and said.verb is not None and _hollow(document, clause, said.verb, list(said.runs))


def _hollow(document: Document, clause: Clause, cue: CueVerb, runs: Runs) -> bool:
    """Whether nothing of what was said is left: a vessel ("issued a statement"), a pronoun, one bare word, a refusal to speak or meet."""
    words = [
        t for first, last in runs for t in document.tokens[first : last + 1] if t.pos not in ("DET", "PUNCT", "PRON", "PART")
    ]
    if not words:
        return True
    if len(words) == 1 and not document.quotation_at(words[0].index):
        vessel = words[0].lemma in load("cue_words")["vessels"]
        judged = cue.cue_class in ("condemn", "reject", "support", "demand", "warn") and (
            words[0].pos == "NOUN" or words[0].tag == "VBG"
        )
        return vessel or not judged
    if cue.cue_class == "demand" and len(words) <= 8 and any(w.lemma in load("cue_words")["anonymity"] for w in words):
        return True
    refused = [c for c in document.children(clause.verb, "xcomp") if c.lemma in load("cue_words")["mere_refusals"]]
    return cue.cue_class == "reject" and bool(refused)


def _own_wish(document: Document, said: Said) -> bool:
    """Whether somebody tells in the text's own voice what they, or those spoken to, want to do or have: "we want to open a shop"."""
    if said.cue is None or said.subject is None or document.tokens[said.cue].lemma not in load("cue_words")["wishes"]:
        return False
    own = document.tokens[said.subject].text.lower() in PERSONS_SPEAKING and document.quotation_at(said.cue) is None
    return own and not document.children(said.cue, "ccomp")


# ------------------------------------------------------------ according to


def _according(document: Document, mentions: Mentions) -> Iterator[Said]:
    """ "According to the ministry, A" and "A, according to the ministry"."""
    for token in document.tokens[:-1]:
        if (
            token.text.lower() != "according"
            or document.tokens[token.index + 1].text.lower() != "to"
            or document.in_headline(token.index)
        ):
            continue
        link = document.tokens[token.index + 1]
        objects = document.children(link.index, "pobj") or document.children(token.index, "pobj")
        heads = tuple(i for o in objects for i in document.coordinated(o.index))
        speakers = mentions.parties_at(*heads) or _issuers(document, mentions, heads)
        manner = not speakers and any(o.lemma in load("cue_words")["manners"] for o in objects)
        if not objects or manner or document.quotation_at(token.index):
            continue
        end = document.edges(objects[0].index)[1]
        runs = tuple(widened(document, run) for run in _around_source(document, token.index, end))
        if runs:
            yield Said(token.index, objects[0].index, speakers, (), runs, None, cue_last=link.index)


def _around_source(document: Document, first: int, last: int) -> Runs:
    """What a source, tokens `first` to `last`, is named for: its clause from there on where the source opens it, else what stands before it,
    with the rest where the verb is still to come ("The road, according to the mayor, is shut")."""
    verb = next((t for t in document.ancestors(first) if t.pos in ("VERB", "AUX")), document.tokens[first])
    start, end = _clause_edges(document, verb)
    before, after = trim(document, start, first - 1), trim(document, last + 1, end)
    opens = first - start <= 2
    runs = [*([] if opens else [before]), *([after] if opens or verb.index > last else [])]
    return [run for run in runs if run[0] <= run[1]]


def _clause_edges(document: Document, verb: Token) -> tuple[int, int]:
    """First and last token of a relative clause or that-clause, else of the whole sentence."""
    if verb.dep in ("relcl", "ccomp") and any(document.children(verb.index, "nsubj", "nsubjpass")):
        return document.edges(verb.index)
    sentence = document.sentence_of(verb.index)
    return sentence.first, sentence.last


# ------------------------------------------------------------ tidying and writing


def _one_for_each_place(said: list[Said]) -> list[Said]:
    """Where two cues claim the same words, the nearer one."""
    best: dict[tuple[int, int], Said] = {}
    for one in said:
        key = one.runs[0]
        rival = best.get(key)
        if rival is None or _distance(one) < _distance(rival):
            best[key] = one
    return [one for one in said if best[one.runs[0]] is one]


def _distance(said: Said) -> int:
    cue = said.cue or 0
    return min(abs(cue - first) if cue < first else abs(cue - last) for first, last in said.runs)


def _outermost(document: Document, said: list[Said]) -> list[Said]:
    """Without what is said inside what another says, but for relays, which hold one another."""
    kept = []
    for one in said:
        inside = [other for other in said if other is not one and other.covers(one.cue) and not holds(document, other, one)]
        if not inside:
            kept.append(one)
    return kept


def _statement(document: Document, mentions: Mentions, said: Said, speaker: str | None) -> Statement:
    spans = tuple(document.span(first, _with_mark(document, first, last)) for first, last in said.runs)
    heads = said.heads(document)
    time = when(document, mentions, *heads) if heads else None
    place = where(document, mentions, *heads) if heads else None
    article = document.article.id
    return Statement(
        id=record_id(article, "statement", spans, speaker),
        speaker=speaker,
        content=spans,
        kind=_kind(document, said.runs),
        cue=said.cue_span(document),
        cue_class=said.verb.cue_class if said.verb else None,
        speaker_mention=document.tokens[said.subject].span if said.subject is not None else None,
        via=tuple(v for v in said.via if v != speaker),
        addressee=next(iter(mentions.actors_at(*said.addressees(document))), None),
        status=_status(document, said),
        time=time.id if time else None,
        date=day(time),
        place=place.id if place else None,
        evidence=_evidence(document, said),
        rule=said.rule,
        confidence=said.confidence,
    )


def _status(document: Document, said: Said) -> str:
    """Whether it was said, was not said, or might be."""
    clause = document.clause_at(said.cue) if said.cue is not None else None
    if clause is None or said.belief is None:
        return "said"
    if clause.negated:
        return "negated"
    above = document.head(clause.verb)
    if clause.tense == "infinitive" and above.lemma in load("cue_words")["withheld"]:
        return "negated"
    modal = bool(set(clause.modals) & set(load("cue_words")["hypothetical_modals"]))
    return "hypothetical" if modal or conditional(document, clause) else "said"


def _with_mark(document: Document, first: int, last: int) -> int:
    """The last token of a run, or the closing mark after it where the run holds the opening one: partly quoted words keep their marks."""
    quotation = document.quotation_at(last)
    if quotation is None or quotation.first <= first or not quotation.closed:
        return last
    for index in range(last + 1, min(last + 3, len(document.tokens))):
        if index == quotation.last + 1:
            return index
    return last


def _kind(document: Document, runs: Runs | tuple[tuple[int, int], ...]) -> str:
    words = [i for first, last in runs for i in range(first, last + 1) if document.tokens[i].pos != "PUNCT"]
    quoted = sum(document.quotation_at(i) is not None for i in words)
    return "indirect" if not quoted else "direct" if quoted == len(words) else "mixed"


def _evidence(document: Document, said: Said) -> tuple[Span, ...]:
    """The sentences of the content and of the cue, joined where they follow each other."""
    indices = [i for run in said.runs for i in run] + ([said.cue] if said.cue is not None else [])
    first, last = min(indices), max(indices)
    return (Span(document.sentence_span(first).start, document.sentence_span(last).end),)
