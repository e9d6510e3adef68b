"""Places: what an article names on the map."""

from dragoman.resolve.places.find import find_places

__all__ = ["find_places"]
