"""How countries are called within a phrase."""

PLURAL = ("United ", "Central African", "Czech Rep", "Dominican Rep", "Republic of", "Democratic Rep", "Vatican")
ISLANDS = ("Islands", "Netherlands", "Philippines", "Maldives", "Bahamas", "Emirates", "Comoros", "Seychelles")


def the(country: str) -> str:
    """A country's name as it stands after "of"."""
    return f"the {country}" if country.startswith(PLURAL) or country.endswith(ISLANDS) else country
