"""The parse step: an article becomes a document."""

from dataclasses import replace

from dragoman.article import Article
from dragoman.document import Document, Encoding
from dragoman.errors import ParseError
from dragoman.models.encoder import encode
from dragoman.parse import nlp
from dragoman.parse.clauses import find_clauses
from dragoman.parse.paragraphs import find_paragraphs
from dragoman.parse.quotation_marks import find_quotations
from dragoman.parse.repairs import repair_tokens

LEAST_TOKENS = 5
"""A sentence shorter than this is not read by the encoder."""


def parse(article: Article) -> Document:
    """The document of an article; ParseError where there is no sentence to parse."""
    paragraphs = find_paragraphs(article)
    spans = [paragraph.span for paragraph in paragraphs]
    tokens, sentences, names = nlp.parse_pieces(article.text, spans)
    if not tokens:
        raise ParseError("The article holds no words.", hint="Give the text of a report, one paragraph a line.")
    document = Document(
        article=article,
        tokens=tuple(repair_tokens(tokens)),
        sentences=tuple(sentences),
        paragraphs=tuple(paragraphs),
        names=tuple(names),
        quotations=tuple(find_quotations(article.text, tokens, spans)),
    )
    return replace(document, clauses=tuple(find_clauses(document)), encodings=tuple(_encodings(document)))


def _encodings(document: Document) -> list[Encoding | None]:
    """An encoding for each sentence long enough to tell of anything."""
    told = [s for s in document.sentences if s.last - s.first + 1 >= LEAST_TOKENS]
    spans = [document.span(s.first, s.last) for s in told]
    found = encode(document.text, [(span.start, span.end) for span in spans])
    by_sentence = dict(zip((s.index for s in told), found, strict=True))
    return [by_sentence.get(s.index) for s in document.sentences]
