"""Reading lexicon files: what language says, kept as YAML beside this module."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.errors import LexiconError


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader for which `on`, `off`, `yes` and `no` are words, as in YAML 1.2: prepositions are words here."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in Loader.yaml_implicit_resolvers.items()
}


@cache
def load(name: str) -> Any:
    """The content of `NAME.yaml`, read once a process; not to be changed by the caller."""
    source = files("dragoman.lexicon") / f"{name}.yaml"
    try:
        return yaml.load(source.read_text(encoding="utf-8"), Loader=Loader)
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"The lexicon file {name}.yaml cannot be read: {error}") from error
