"""What holds for every test: how many random cases, and which ones.

``make test`` draws the same cases each time, so that a red check is red for
everyone; ``make nightly`` (``LATTICE_CASES=nightly``) draws twenty times as
many and other ones each time. A test that wants more or fewer cases than most
takes a multiple of the profile's number, so that it scales with it::

    @settings(max_examples=10 * settings().max_examples)
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# How long a case takes depends on what else the machine does: nothing is timed.
settings.register_profile("check", derandomize=True, database=None, deadline=None, max_examples=100, print_blob=True)
# The same cases, fewer of them: when it is versions that are tried, not the program.
settings.register_profile("few", settings.get_profile("check"), max_examples=20)
settings.register_profile(
    "nightly",
    deadline=None,
    max_examples=2000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("LATTICE_CASES", "check"))
