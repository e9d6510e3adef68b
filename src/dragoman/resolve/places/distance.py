"""Distance on the globe."""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance of two points, each latitude and longitude in degrees."""
    (south, west), (north, east) = ((radians(x), radians(y)) for x, y in (a, b))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
