"""Both paths beside Hamiltonian Monte Carlo on the same model, where numpyro is installed.

    python -m benchmarks.calibration_nuts [--path integrated] [--halo 0.8] [--seed 1]

Waypost does not depend on numpyro; make an environment that has both. NUTS (Hoffman and Gelman 2014) draws from the
exact posterior, standard deviations included, and knows nothing of normal approximations: means and standard
deviations of candidates' and raters' measures are held against it. For the path for large tables there are about 2,000
ratings, few for it, where an approximation has least to stand on; for the integrated path 576, and 48.
"""

from __future__ import annotations

import argparse
import time
from importlib.util import find_spec
from typing import Any

import numpy as np

from waypost.calibration.dense import integrated
from waypost.calibration.large import variational
from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings, read_ratings
from waypost.calibration.simulating import Truth, simulate

WARMUP, DRAWS = 500, 1000
LOWEST, HIGHEST = 0.95, 1.05
"""Between these our standard deviations should be, as parts of what NUTS finds; on average."""


SIZES = {
    "variational": ({"candidates": 130, "raters": 24, "raters_each": 4},),
    "integrated": (
        {"candidates": 48, "raters": 12, "raters_each": 3},
        {"candidates": 6, "raters": 4, "raters_each": 2},
    ),
}


def main() -> None:
    """Print both, and their ratios."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--path", choices=tuple(SIZES), default="variational")
    asked.add_argument("--halo", type=float, default=0.8)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    if find_spec("numpyro") is None:
        print("numpyro is not installed here: nothing to compare with, skipped.")
        return
    path = integrated if given.path == "integrated" else variational
    for size in SIZES[given.path]:
        truth = Truth(**size, criteria=4, candidate_sd=1.2, rater_sd=0.6, halo_sd=given.halo)
        ratings = read_ratings(simulate(truth, seed=given.seed).columns, categories=5)
        ours = path(ratings, halo=True, lean=False, interval=0.95)
        started = time.process_time()
        drawn = _nuts(ratings, seed=given.seed)
        cost = time.process_time() - started
        print(f"{len(ratings)} ratings, {given.path}, halo {given.halo}, seed {given.seed}; NUTS {cost:.0f} CPU s")
        _tell(ours, drawn)


def _tell(ours: Posterior, drawn: dict[str, Any]) -> None:
    print("                   mean |difference| in sd      sd, ours / NUTS     least   most")
    for name, mean, sd in (
        ("candidates", ours.theta, ours.theta_se),
        ("raters", ours.alpha, ours.alpha_se),
        ("thresholds", ours.thresholds, ours.thresholds_se),
    ):
        draws = drawn[name]
        ratio = sd / draws.std(axis=0)
        apart = np.abs(mean - draws.mean(axis=0)) / draws.std(axis=0)
        held = "holds" if LOWEST <= ratio.mean() <= HIGHEST else "MISSES"
        print(f"{name:12} {apart.mean():28.3f} {ratio.mean():20.3f} {ratio.min():9.3f} {ratio.max():6.3f}  {held}")
    for component in ours.components:
        draws = drawn[component.name]
        low, mid, high = np.quantile(draws, [0.025, 0.5, 0.975])
        print(
            f"sd of {component.name:10} ours {component.sd:.3f} ({component.low:.3f} to {component.high:.3f})"
            f"   NUTS {mid:.3f} ({low:.3f} to {high:.3f})"
        )


def _nuts(ratings: Ratings, *, seed: int) -> dict[str, Any]:
    """Draws from the posterior of the model of docs/calibration-engine.md."""
    import jax
    import jax.numpy as jnp
    import numpyro
    from numpyro import distributions as dist
    from numpyro.infer import MCMC, NUTS

    numpyro.enable_x64()
    candidate, rater = (jnp.asarray(column) for column in ratings.pairs.T)
    pair, criterion, rating = (jnp.asarray(c) for c in (ratings.pair, ratings.criterion, ratings.rating.astype(int)))

    def model() -> None:
        sds = {
            name: numpyro.sample(name, dist.HalfNormal(scale))
            for name, scale in {"candidate": 1.5, "rater": 1.0, "halo": 1.0, "threshold": 1.0}.items()
        }
        kinds = ratings.categories - 1
        theta = sds["candidate"] * numpyro.sample("z", dist.Normal().expand([len(ratings.candidates)]))
        alpha = sds["rater"] * numpyro.sample("y", dist.Normal().expand([len(ratings.raters)]))
        halo = sds["halo"] * numpyro.sample("w", dist.Normal().expand([len(ratings.pairs)]))
        common = numpyro.sample("t", dist.Normal(0, 5).expand([kinds]))
        own = sds["threshold"] * numpyro.sample("d", dist.Normal().expand([len(ratings.criteria), kinds]))
        eta = theta[candidate] - alpha[rater] + halo
        steps = eta[pair][:, None] - (common + own)[criterion]
        logits = jnp.concatenate([jnp.zeros((len(pair), 1)), jnp.cumsum(steps, axis=1)], axis=1)
        numpyro.sample("x", dist.Categorical(logits=logits), obs=rating)
        numpyro.deterministic("candidates", theta - theta.mean())
        numpyro.deterministic("raters", alpha - alpha.mean())
        numpyro.deterministic("thresholds", common + own - theta.mean() + alpha.mean())

    sampler = MCMC(NUTS(model), num_warmup=WARMUP, num_samples=DRAWS, progress_bar=False)
    sampler.run(jax.random.PRNGKey(seed))
    return {name: np.asarray(draws) for name, draws in sampler.get_samples().items()}


if __name__ == "__main__":
    main()
