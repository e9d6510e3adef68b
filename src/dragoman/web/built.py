"""What `make web` builds from npm into the package: maps and htmx. The pages work without it, and say what is missing."""

from importlib import resources
from pathlib import Path

STATIC = Path(str(resources.files("dragoman.web"))) / "static"


def built(name: str) -> bool:
    """Whether a built file (`map.js`) is there."""
    return (STATIC / "built" / name).is_file()
