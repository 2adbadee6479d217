"""Shares with what they are made of, and how sure they are."""

import math

Z_95 = 1.96


def wilson(n_hits: int, n_all: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson; 0 to 1 where nothing was counted.

    >>> low, high = wilson(9, 10)
    >>> round(low, 2), round(high, 2)
    (0.6, 0.98)
    """
    if not n_all:
        return 0.0, 1.0
    share, z2 = n_hits / n_all, Z_95**2
    middle = (share + z2 / (2 * n_all)) / (1 + z2 / n_all)
    half = Z_95 / (1 + z2 / n_all) * math.sqrt(share * (1 - share) / n_all + z2 / (4 * n_all**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def show_share(n_hits: int, n_all: int) -> str:
    """Share, interval and counts, in columns of one width.

    >>> show_share(9, 10)
    ' 90 % [ 60– 98]     9 of  10'
    """
    if not n_all:
        return "    –"
    low, high = wilson(n_hits, n_all)
    return f"{100 * n_hits / n_all:>3.0f} % [{100 * low:>3.0f}–{100 * high:>3.0f}]  {n_hits:>4,} of {n_all:>3,}"
