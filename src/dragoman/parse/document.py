"""The parse step: an article becomes a document."""

from dataclasses import replace

from dragoman.article import Article
from dragoman.document import Document
from dragoman.errors import ParseError
from dragoman.parse import nlp
from dragoman.parse.clauses import find_clauses
from dragoman.parse.paragraphs import find_paragraphs
from dragoman.parse.quotation_marks import find_quotations
from dragoman.parse.repairs import repair_tokens


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
    return replace(document, clauses=tuple(find_clauses(document)))
