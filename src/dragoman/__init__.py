"""Dragoman reads news reports and official readouts and writes the diplomatic record: who met whom, who said what through whom."""

from dragoman.version import VERSION as __version__

__all__ = ["__version__"]
