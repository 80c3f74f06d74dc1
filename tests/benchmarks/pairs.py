"""How long random person–target pairs take: ``python -m tests.benchmarks.pairs [ROLES [PAIRS]]``.

Prints the share proven within a second, quantiles, how many have a route, and
the peak memory, for the table in ``docs/performance.md``.
"""

from __future__ import annotations

import random
import resource
import sys
import time

import lattice
from tests.benchmarks.lattices import AS_OF, SIZES, generate


def main(roles: int, pairs: int) -> None:
    """Ask for the three best routes of each pair and print what it took."""
    graph = lattice.snapshot(generate(SIZES[roles], seed=7))
    people = [str(row[0]) for row in graph.bundle.rows("people")]
    draw = random.Random(11)
    seconds, routes = [], 0
    for _ in range(pairs):
        person, target = draw.choice(people), draw.choice(graph.role_ids)
        start = time.perf_counter()
        routes += bool(lattice.find_routes(graph, person, to=target, as_of=AS_OF).routes)
        seconds.append(time.perf_counter() - start)
    seconds.sort()
    quantiles = {share: round(1000 * seconds[min(pairs - 1, int(share * pairs))]) for share in (0.5, 0.9, 0.99, 1)}
    soon = sum(second <= 1 for second in seconds) / pairs
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(
        f"{roles} roles, {pairs} pairs, {routes} with a route: {soon:.1%} proven within 1 s; "
        f"ms by share {quantiles}; peak {peak} MiB\n"
    )


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    main(words[0] if words else 1000, words[1] if len(words) > 1 else 300)
