"""Every error Dragoman raises on purpose.

DragomanError
├── UsageError        the call itself is wrong: an unknown option value, a date that is no date
├── ReadError         a source cannot be turned into an article
│   └── LanguageError   its text is in another language than English
├── ParseError        an article's text cannot be parsed
├── LexiconError      a lexicon file breaks its own rules
├── KnowledgeError    a table of the register, or a file to build one from, breaks its own rules
├── ModelError        a language model is missing or does not load
├── RecordError       a record does not stand on the text it points to
├── StoreError        the store cannot be opened, read or written
└── ExportError       a record cannot be written in a format: a library is missing, or the disk refuses

A message says what happened, where, and what to do about it. One article's ReadError, ParseError or RecordError becomes a
`Skipped` record; the others stop the run, since everything after them would be wrong.
"""


class DragomanError(Exception):
    """The root of the tree; `hint` says what to do, where there is something to do."""

    def __init__(self, message: str, *, hint: str | None = None):
        super().__init__(message)
        self.hint = hint


class UsageError(DragomanError):
    """Raised when an option or argument has no meaning."""


class ReadError(DragomanError):
    """Raised when a source cannot be turned into an article."""


class LanguageError(ReadError):
    """Raised when a text is in another language than English."""


class ParseError(DragomanError):
    """Raised when an article's text cannot be parsed."""


class LexiconError(DragomanError):
    """Raised when a lexicon file breaks its own rules."""


class KnowledgeError(DragomanError):
    """Raised when a table of the register breaks its own rules, or a file to build a register from cannot be read."""


class ModelError(DragomanError):
    """Raised when a language model is missing or does not load."""


class RecordError(DragomanError):
    """Raised when a record does not stand on the text it points to."""


class StoreError(DragomanError):
    """Raised when the store cannot be opened, read or written: no database, a newer one, read-only, full, busy."""


class ExportError(DragomanError):
    """Raised when a record cannot be written in a format."""
