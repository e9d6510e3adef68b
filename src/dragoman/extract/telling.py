"""One telling of a meeting as a sighting: its time, place and topics as the words around its verb or noun give them."""

from collections.abc import Iterator

from dragoman.document import Document, Mentions
from dragoman.extract.circumstances import at_another_time, dated, obliques, when, where
from dragoman.extract.meeting_words import meeting_words
from dragoman.extract.sightings import Sighting
from dragoman.records import Place, Span, Time


def sighted(
    document: Document,
    mentions: Mentions,
    head: int,
    people: tuple[str, ...],
    form: str,
    status: str,
    host: str | None,
    rule: str,
    heads: tuple[int, ...] = (),
    called_off: bool = False,
) -> Sighting:
    """A telling of a meeting at a head, with the circumstances found at it and at `heads`; where it tells that the meeting was
    `called_off`, the day of the sentence is that of the calling off."""
    heads = heads or (head,)
    time = when(document, mentions, *heads, alone=called_off)
    if not called_off:
        time = time or _only_date(document, mentions, head)
    place = where(document, mentions, *heads) or _of_the_verb_before(document, mentions, heads[-1])
    return Sighting(
        head=head,
        people=people,
        form=form,
        status=status,
        host=host,
        place=place,
        time=time if time and dated(time) else None,
        topics=tuple(_topics(document, mentions, head, people)),
        evidence=(document.sentence_span(head),),
        rule=rule,
    )


def _of_the_verb_before(document: Document, mentions: Mentions, verb: int) -> Place | None:
    """The place of the act that a verb goes on from: "will speak in Lima and hold talks with Okoye"."""
    token, clause = document.tokens[verb], document.clause_at(verb)
    goes_on = token.dep == "conj" and clause is not None and clause.inherited
    return where(document, mentions, token.head) if goes_on else None


def _only_date(document: Document, mentions: Mentions, head: int) -> Time | None:
    """The one date that hangs from the verb of the meeting or the main verb of its sentence ("..., an aide said on Saturday")."""
    sentence = document.sentence_of(head)
    verbs = {head, *(a.index for a in document.ancestors(head) if a.pos in ("VERB", "AUX"))}
    if at_another_time(document, head):
        verbs = {head}
    found = {}
    for token in document.tokens[sentence.first : sentence.last + 1]:
        time = mentions.time_at(token)
        if (
            time is not None
            and dated(time)
            and next((a.index for a in document.ancestors(token.index) if a.pos in ("VERB", "AUX")), None) in verbs
        ):
            found[time.id] = time
    return next(iter(found.values())) if len(found) == 1 else None


def _topics(document: Document, mentions: Mentions, head: int, people: tuple[str, ...]) -> Iterator[Span]:
    """What stands after "on", "about", or after "to discuss" in the sentence, but for those who meet ("called on Okoye")."""
    for oblique in obliques(document, head):
        about = oblique.preposition in meeting_words("topic_prepositions") and not _is_time(document, oblique.head)
        if about and not set(mentions.actors_at(oblique.head)) & set(people):
            yield _phrase(document, oblique.head)
    sentence = document.sentence_of(head)
    for clause in document.clauses_in(sentence):
        if clause.verb > head and clause.verb - head < 40 and clause.lemma in meeting_words("topic_verbs"):
            for object in (*clause.objects, *clause.oblique("on", "about", "with")):
                if object > clause.verb:
                    yield _phrase(document, object)


def _is_time(document: Document, head: int) -> bool:
    name = document.name_at(head)
    return name is not None and name.label in ("DATE", "TIME")


def _phrase(document: Document, head: int) -> Span:
    first, last = document.edges(head)
    coordinated = document.children(head, "conj")
    if coordinated:
        last = max(last, coordinated[-1].index)
    return document.span(first, last)
