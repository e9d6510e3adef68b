"""Paragraphs: the blocks of a text between line breaks other than those of its page, with the kind the reader step found for each."""

from dragoman.article import Article
from dragoman.document import Paragraph
from dragoman.records import Span
from dragoman.wrapping import LINE, unwrapped


def find_paragraphs(article: Article) -> list[Paragraph]:
    """Every line that holds more than white space; a headline, dateline or byline within a line is a piece of its own."""
    apart = sorted(_set_apart(article))
    pieces: list[tuple[Span, str]] = []
    for line in LINE.finditer(unwrapped(article.text)):
        start = line.start()
        for span, kind in apart:
            if start <= span.start and span.end <= line.end():
                pieces += [(Span(start, span.start), "body"), (span, kind)]
                start = span.end
        pieces.append((Span(start, line.end()), "body"))
    trimmed = [(_trim(article.text, span), kind) for span, kind in pieces]
    kept = [(span, kind) for span, kind in trimmed if span.start < span.end]
    return [Paragraph(index, span, kind) for index, (span, kind) in enumerate(kept)]


def _set_apart(article: Article) -> list[tuple[Span, str]]:
    parts = [(article.headline, "headline"), (article.dateline, "dateline")]
    return [(s, kind) for s, kind in parts if s] + [(span, "byline") for span in article.bylines]


def _trim(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
