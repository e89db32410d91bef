"""The passes over ratings and pairs: everything that is compiled, in one file.

One file, because numba looks only at the file of the outermost function when it asks whether what it kept is stale.
Every pass works on a range of candidates or pairs and writes what belongs to raters into an array of that range, so
that ranges can be worked on by several threads and added up in one order.

A pair is a candidate and a rater who rated them. Pairs are sorted by candidate, ratings by pair. `eta` of a pair is
theta - y, where y is the rater's severity less the pair's cell (rater group by team); its halo is on top.
"""

from __future__ import annotations

import math

import numpy as np

from waypost.calibration.large.compiling import compiled
from waypost.calibration.tables import FloatArray, IntArray

FARTHEST = 30.0
STEEPEST = 400.0
"""The largest |eta| that is told from a larger one, and the largest of |eta| times the highest category: exp(400) and
what thresholds make of it still are numbers."""


@compiled("void(int64, int64, b1, f8[::1], f8[::1], i4[::1], i4[::1], u2[::1], f8[:,::1], f8[::1], f8[::1], f8[:,::1])")
def expect(
    first: int,
    last: int,
    counting: bool,
    mean: FloatArray,
    variance: FloatArray,
    score: IntArray,
    start: IntArray,
    criterion: IntArray,
    weights: FloatArray,
    slope: FloatArray,
    curvature: FloatArray,
    used: FloatArray,
) -> None:
    """Slope and curvature of the expected log-likelihood of each pair, and how often each category is expected.

    Three nodes of Gauss and Hermite: the mean, and the square root of three standard deviations to either side, with
    weights 2/3 and 1/6. Category k has the weight weights[c, k] exp(k eta).
    """
    categories = weights.shape[1]
    highest = math.exp(min(FARTHEST, STEEPEST / categories))
    lowest = 1.0 / highest
    for pair in range(first, last):
        b = min(max(math.exp(mean[pair]), lowest), highest)
        spread = math.exp(math.sqrt(3.0 * variance[pair]))
        a = max(b / spread, lowest)
        c = min(b * spread, highest)
        total = 0.0
        bend = 0.0
        for rating in range(start[pair], start[pair + 1]):
            which = criterion[rating]
            # The sum of weights u^k and its first two derivatives, by Horner's rule at the three nodes.
            za = zb = zc = weights[which, categories - 1]
            da = db = dc = 0.0
            ea = eb = ec = 0.0
            for k in range(categories - 2, -1, -1):
                e = weights[which, k]
                ea = ea * a + da
                eb = eb * b + db
                ec = ec * c + dc
                da = da * a + za
                db = db * b + zb
                dc = dc * c + zc
                za = za * a + e
                zb = zb * b + e
                zc = zc * c + e
            za = 1.0 / za
            zb = 1.0 / zb
            zc = 1.0 / zc
            ma = da * a * za
            mb = db * b * zb
            mc = dc * c * zc
            total += (ma + mc) * (1.0 / 6.0) + mb * (2.0 / 3.0)
            va = ma * (1.0 - ma) + 2.0 * ea * a * a * za
            vb = mb * (1.0 - mb) + 2.0 * eb * b * b * zb
            vc = mc * (1.0 - mc) + 2.0 * ec * c * c * zc
            bend += (va + vc) * (1.0 / 6.0) + vb * (2.0 / 3.0)
            if counting:
                pa = za * (1.0 / 6.0)
                pb = zb * (2.0 / 3.0)
                pc = zc * (1.0 / 6.0)
                for k in range(1, categories):
                    pa *= a
                    pb *= b
                    pc *= c
                    used[which, k] += pa + pb + pc
        slope[pair] = score[pair] - total
        curvature[pair] = bend


@compiled("void(int64, int64, int64, f8[::1], f8[::1], i4[::1], u2[::1], f8[:,::1], f8[:,:,::1])")
def expect_together(
    first: int,
    last: int,
    step: int,
    mean: FloatArray,
    variance: FloatArray,
    start: IntArray,
    criterion: IntArray,
    weights: FloatArray,
    together: FloatArray,
) -> None:
    """Of every so-manieth pair, the expected covariances of "at least k" and "at least l", criterion by criterion.

    together[c, k, l] for 1 <= l <= k; [c, 0, k] is that of the rating times eta and "at least k", [c, 0, 0] that of
    the rating times eta with itself; [c, categories, 0] counts ratings.
    """
    categories = weights.shape[1]
    farthest = min(FARTHEST, STEEPEST / categories)
    least = np.empty(categories)
    for pair in range(first, last, step):
        away = math.sqrt(3.0 * variance[pair])
        for node in range(3):
            eta = min(max(mean[pair] + (node - 1) * away, -farthest), farthest)
            u = math.exp(eta)
            share = 2.0 / 3.0 if node == 1 else 1.0 / 6.0
            for rating in range(start[pair], start[pair + 1]):
                which = criterion[rating]
                power = 1.0
                total = 1.0
                for k in range(1, categories):
                    power *= u
                    least[k] = weights[which, k] * power
                    total += least[k]
                total = 1.0 / total
                above = 0.0
                expected = 0.0
                for k in range(categories - 1, 0, -1):
                    above += least[k] * total
                    least[k] = above
                    expected += above
                for k in range(1, categories):
                    for other in range(1, k + 1):
                        together[which, k, other] += share * least[k] * (1.0 - least[other])
                left = 0.0
                for k in range(categories - 1, 0, -1):
                    # cov(x, x >= k) = k p + sum of "at least l" for l > k, less E(x) p
                    moved = share * eta * (least[k] * (k - expected) + left)
                    left += least[k]
                    together[which, 0, k] += moved
                    together[which, 0, 0] += moved * eta
                together[which, categories, 0] += share


@compiled(
    "void(int64, int64, i4[::1], i4[::1], i4[::1], f8, f8, f8[::1], f8[::1], f8[::1], f8[::1], f8[::1], f8[::1],"
    " f8[::1])"
)
def condense(
    first: int,
    last: int,
    start: IntArray,
    rater: IntArray,
    cell: IntArray,
    precision: float,
    halo: float,
    mean: FloatArray,
    target: FloatArray,
    weight: FloatArray,
    total: FloatArray,
    level: FloatArray,
    diagonal: FloatArray,
    right: FloatArray,
) -> None:
    """Weighted least squares with the halo eliminated from pairs and candidates from the system of raters and cells.

    In: slope in `target`, curvature in `weight`. Out: what a pair says its eta is, and with what weight; of candidates
    the total precision and the weighted mean; the diagonal and the right-hand side of raters and cells.
    """
    for candidate in range(first, last):
        sum_weight = precision
        sum_target = 0.0
        for pair in range(start[candidate], start[candidate + 1]):
            slope = target[pair]
            curved = weight[pair]
            m = mean[pair]
            z = m + min(max(slope / curved, -2.0), 2.0)
            w = curved / (1.0 + halo * curved)
            target[pair] = z
            weight[pair] = w
            sum_weight += w
            sum_target += w * z
        sum_target /= sum_weight
        total[candidate] = sum_weight
        level[candidate] = sum_target
        for pair in range(start[candidate], start[candidate + 1]):
            w = weight[pair]
            pull = w * (target[pair] - sum_target)
            diagonal[rater[pair]] += w
            right[rater[pair]] -= pull
            diagonal[cell[pair]] += w
            right[cell[pair]] -= pull


@compiled("void(int64, int64, i4[::1], i4[::1], i4[::1], f8[::1], f8[::1], f8[::1], f8[::1])")
def multiply(
    first: int,
    last: int,
    start: IntArray,
    rater: IntArray,
    cell: IntArray,
    weight: FloatArray,
    total: FloatArray,
    vector: FloatArray,
    product: FloatArray,
) -> None:
    """The system of raters and cells, without its prior, times a vector."""
    for candidate in range(first, last):
        level = 0.0
        for pair in range(start[candidate], start[candidate + 1]):
            level += weight[pair] * (vector[rater[pair]] + vector[cell[pair]])
        level /= total[candidate]
        for pair in range(start[candidate], start[candidate + 1]):
            pull = weight[pair] * (vector[rater[pair]] + vector[cell[pair]] - level)
            product[rater[pair]] += pull
            product[cell[pair]] += pull


@compiled(
    "void(int64, int64, i4[::1], i4[::1], i4[::1], f8, f8, f8[::1], f8[::1], f8[::1], f8[::1], f8[::1], f8[::1],"
    " f8[::1], f8[::1], f8[::1])"
)
def expand(
    first: int,
    last: int,
    start: IntArray,
    rater: IntArray,
    cell: IntArray,
    halo: float,
    part: float,
    target: FloatArray,
    weight: FloatArray,
    total: FloatArray,
    level: FloatArray,
    vector: FloatArray,
    theta: FloatArray,
    mean: FloatArray,
    went: FloatArray,
    sums: FloatArray,
) -> None:
    """From raters and cells back to candidates, halos and every pair's mean.

    Means of pairs go so far of the way. `sums` gets the sum of theta, of the squares of theta and of halos, and of the
    products of each pair's way with its last one, which is in `went`.
    """
    for candidate in range(first, last):
        found = 0.0
        for pair in range(start[candidate], start[candidate + 1]):
            found += weight[pair] * (vector[rater[pair]] + vector[cell[pair]])
        found = level[candidate] + found / total[candidate]
        theta[candidate] = found
        sums[0] += found
        sums[1] += found * found
        for pair in range(start[candidate], start[candidate + 1]):
            eta = found - vector[rater[pair]] - vector[cell[pair]]
            seen = halo * weight[pair] * (target[pair] - eta)
            way = eta + seen - mean[pair]
            mean[pair] += part * way
            sums[2] += seen * seen
            sums[3] += way * went[pair]
            went[pair] = way


@compiled(
    "void(int64, int64, i4[::1], i4[::1], f8, f8, f8, f8[::1], f8[::1], f8[::1], f8[::1], f8[::1], f8[::1], f8[::1],"
    " f8[::1])"
)
def propagate(
    first: int,
    last: int,
    start: IntArray,
    rater: IntArray,
    precision: float,
    halo: float,
    part: float,
    weight: FloatArray,
    known: FloatArray,
    message: FloatArray,
    variance: FloatArray,
    theta: FloatArray,
    heard: FloatArray,
    sums: FloatArray,
    arriving: FloatArray,
) -> None:
    """One sweep of Gaussian belief propagation, from raters to candidates and back (Weiss and Freeman 2001).

    `weight` is a pair's with its halo eliminated; `known` the raters' precisions, `message` what of them came from
    each pair. Out: the messages back; each pair's variance of eta with its halo, so far of the way, and each
    candidate's; `heard` sums the messages by rater. `sums` gets the sums of the variances of candidates and of halos;
    twice those of Fisher's information about these two variances, as if every candidate's raters were strangers to
    each other: candidates' own, both, halos' own; and last the sum of curvature times variance.
    """
    for candidate in range(first, last):
        own = precision
        sum1 = sum2 = sum3 = 0.0
        for pair in range(start[candidate], start[candidate + 1]):
            others = 1.0 / (known[rater[pair]] - message[pair])
            arriving[pair - start[candidate]] = others
            w = 1.0 / (1.0 / weight[pair] + others)
            own += w
            sum1 += w
            sum2 += w * w
            sum3 += w * w * w
        theta[candidate] = 1.0 / own
        sums[0] += 1.0 / own
        left = 1.0 - sum1 / own
        sums[2] += (sum1 * left) ** 2
        sums[3] += sum2 * left * left
        sums[4] += sum2 - 2.0 * sum3 / own + (sum2 / own) ** 2
        for pair in range(start[candidate], start[candidate + 1]):
            others = arriving[pair - start[candidate]]
            noise = 1.0 / weight[pair]
            without = 1.0 / (own - 1.0 / (noise + others))
            told = 1.0 / (noise + without)
            message[pair] = told
            heard[rater[pair]] += told
            before = without + others
            share = 1.0 / (noise + before)
            way = (before + halo) * (noise - halo) * share - variance[pair]
            variance[pair] += part * way
            sums[1] += halo - halo * halo * share
            sums[5] += (before + halo) * share


@compiled("void(int64, int64, i4[::1], i4[::1], i4[::1], f8[::1], f8[::1], f8[:,::1], f8[:,::1])")
def respond(
    first: int,
    last: int,
    start: IntArray,
    rater: IntArray,
    cell: IntArray,
    weight: FloatArray,
    total: FloatArray,
    moved: FloatArray,
    response: FloatArray,
) -> None:
    """How far candidates move when raters and cells do: one column for each way to move; from the first candidate."""
    columns = moved.shape[1]
    for candidate in range(first, last):
        row = candidate - first
        for pair in range(start[candidate], start[candidate + 1]):
            share = weight[pair] / total[candidate]
            for column in range(columns):
                response[row, column] += share * (moved[rater[pair], column] + moved[cell[pair], column])


@compiled("void(int64, int64, i4[::1], i4[::1], f8[::1], f8[::1], f8[:,::1])")
def fill(
    first: int,
    last: int,
    start: IntArray,
    rater: IntArray,
    weight: FloatArray,
    total: FloatArray,
    system: FloatArray,
) -> None:
    """The system of the raters, without its prior, as a whole matrix."""
    for candidate in range(first, last):
        for pair in range(start[candidate], start[candidate + 1]):
            system[rater[pair], rater[pair]] += weight[pair]
            for other in range(start[candidate], start[candidate + 1]):
                system[rater[pair], rater[other]] -= weight[pair] * weight[other] / total[candidate]


@compiled("void(int64, int64, i4[::1], i4[::1], f8[::1], f8[::1], f8[:,::1], f8[::1])")
def vary(
    first: int,
    last: int,
    start: IntArray,
    rater: IntArray,
    weight: FloatArray,
    total: FloatArray,
    covariance: FloatArray,
    theta: FloatArray,
) -> None:
    """The variance of each candidate, from the covariance of all raters."""
    for candidate in range(first, last):
        found = 0.0
        for pair in range(start[candidate], start[candidate + 1]):
            for other in range(start[candidate], start[candidate + 1]):
                found += weight[pair] * weight[other] * covariance[rater[pair], rater[other]]
        theta[candidate] = 1.0 / total[candidate] + found / (total[candidate] * total[candidate])
