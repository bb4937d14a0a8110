"""The longest common subsequence, and the heaviest chain of pairs."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.differences import subsequence
from articles.differences.subsequence import common_pairs, heaviest_chain

items = st.lists(st.sampled_from("abcd"), max_size=30)


def length_by_table(old, new):
    """The textbook's quadratic table."""
    above = [0] * (len(new) + 1)
    for item in old:
        row = [0]
        for j, other in enumerate(new):
            row.append(above[j] + 1 if item == other else max(above[j + 1], row[j]))
        above = row
    return above[-1]


def is_in_order(pairs):
    return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))


@given(items, items)
def test_the_pairs_are_the_longest_common_subsequence(old, new):
    pairs = common_pairs(old, new)

    assert all(old[i] == new[j] for i, j in pairs)
    assert is_in_order(pairs)
    assert len(pairs) == length_by_table(old, new)


def test_what_would_cost_too_much_is_answered_by_beginning_and_end(monkeypatch):
    monkeypatch.setattr(subsequence, "MOST_CELLS", 8)

    assert common_pairs("abcdez", "axcyez") == [(0, 0), (4, 4), (5, 5)]


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 5)), max_size=8),
)
def test_the_chain_is_the_heaviest(candidates):
    chain = heaviest_chain(candidates)

    chains = (
        some
        for size in range(len(candidates) + 1)
        for some in combinations(sorted(candidates), size)
        if is_in_order(some)
    )
    best = max(sum(weight for *_, weight in some) for some in chains)
    weights = {}
    for i, j, weight in candidates:
        weights[i, j] = max(weight, weights.get((i, j), 0))
    assert is_in_order(chain)
    assert sum(weights[pair] for pair in chain) == best
