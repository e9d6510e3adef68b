"""How many examples the properties are tried on.

By default few and always the same, so that a change is not blamed for what chance found. `pytest tests/properties --hypothesis-profile
search` looks for new ones.
"""

from hypothesis import HealthCheck, settings

UNHURRIED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]

settings.register_profile("few", max_examples=100, deadline=None, derandomize=True, suppress_health_check=UNHURRIED)
settings.register_profile("search", max_examples=1000, deadline=None, suppress_health_check=UNHURRIED)
settings.load_profile("few")
