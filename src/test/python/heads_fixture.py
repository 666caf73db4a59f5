"""Writes probabilities, losses and gradients of heads as coral-pytorch, condor, dlordinal and SciPy compute them.

Beside them stand formulas by hand, in float64, and where a library has the same head both must agree before anything is
written. Where they do not, the libraries are known to be wrong, and the script asserts that they still are:

- coral-pytorch divides CORN's loss by the number of (image, question) pairs, so it is asked for one image at a time, and
  multiplied by that image's pairs.
- coral-pytorch's CORAL has free biases, which make the probability of a class between two of them negative.
- dlordinal's stick-breaking layer multiplies a unit by what all units up to and including it leave, so that a row does
  not add up to 1; and it clips the units to .1 ... .9 before. Its formula is by hand here.
- dlordinal's cumulative links are differences of cumulative probabilities: right near 0, and 0 far out, where mpmath
  gives the normal distribution's.

Needs beside requirements.txt: coral-pytorch 1.4.0, condor_pytorch 1.1.0, dlordinal 2.7.0, mpmath and the torch that they bring.
"""

import json
import pathlib

import mpmath
import numpy as np
import scipy.special
import scipy.stats
import torch
from condor_pytorch.activations import ordinal_softmax
from condor_pytorch.losses import condor_negloglikeloss
from coral_pytorch.dataset import levels_from_labelbatch
from coral_pytorch.losses import coral_loss, corn_loss
from dlordinal.output_layers import CLM, COPOC, BinomialLayer, PoissonLayer, StickBreakingLayer

OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss/head"
VALUES = {5: [-3.5, -1, 0.25, 100, 1000], 10: list(range(10))}


def chain(z):
    """Stops at each class with 1 - z_k, or goes on."""
    left = torch.cumprod(torch.cat([torch.ones_like(z[:, :1]), z], 1), 1)
    return left * torch.cat([1 - z, torch.ones_like(z[:, :1])], 1)


def differences(above):
    """Gives classes from the probabilities of being above each."""
    ones = torch.ones_like(above[:, :1])
    return torch.cat([ones, above], 1) - torch.cat([above, 0 * ones], 1)


def thresholds(raw):
    return raw[0] + torch.cumsum(torch.cat([raw[:1] * 0, torch.nn.functional.softplus(raw[1:])]), 0)


def equidistant(shift, scale, values):
    middles = (values[1:] + values[:-1]) / 2
    unit = (values[-1] - values[0]) / (len(values) - 1)
    return shift + torch.nn.functional.softplus(scale) * (middles - middles.mean()) / unit


def above(link, x):
    """Gives 1 - F(x)."""
    return {
        "logit": lambda u: torch.sigmoid(-u),
        "probit": lambda u: torch.special.ndtr(-u),
        "cloglog": lambda u: torch.exp(-torch.exp(u)),
    }[link](x)


def true_class(p, labels):
    return -torch.log(p[torch.arange(len(labels)), labels])


def corn(z, weights, labels, values):
    classes = len(values)
    p = chain(torch.sigmoid(z))
    np.testing.assert_allclose(p.detach(), ordinal_softmax(z).detach(), atol=1e-6)
    levels = levels_from_labelbatch(labels, classes).double()
    own = torch.stack(
        [
            corn_loss(z[i : i + 1], labels[i : i + 1], classes) * min(int(labels[i]) + 1, classes - 1)
            for i in range(len(labels))
        ]
    )
    np.testing.assert_allclose(own.detach(), condor_negloglikeloss(z, levels, reduction=None).detach(), rtol=1e-6)
    np.testing.assert_allclose(own.detach(), true_class(p, labels).detach(), rtol=1e-6)
    return p, own


def coral(f, weights, labels, values):
    logits = f - thresholds(weights[0])
    levels = levels_from_labelbatch(labels, len(values)).double()
    free = differences(torch.sigmoid(torch.tensor([[0.3 + 1, 0.3 + 1.5, 0.3 + 0.2]])))
    assert free.min() < -0.07
    return differences(torch.sigmoid(logits)), coral_loss(logits, levels, reduction=None)


def or_cnn(z, weights, labels, values):
    levels = levels_from_labelbatch(labels, len(values)).double()
    lowest = torch.cummin(torch.sigmoid(z), 1).values
    return differences(lowest), coral_loss(z, levels, reduction=None)


def cumulative_link(link, spacing):
    def head(f, weights, labels, values):
        theta = thresholds(weights[0]) if spacing == "free" else equidistant(*weights, torch.tensor(values))
        p = differences(above(link, theta - f))
        layer = CLM(num_classes=len(values), link_function=link)
        with torch.no_grad():
            layer.thresholds_b_.copy_(theta[:1])
            layer.thresholds_a_.copy_(torch.sqrt(torch.diff(theta)))
            np.testing.assert_allclose(p.detach(), layer(f), atol=2e-6)
            assert link == "cloglog" or layer(f - 200)[0, -2] == 0
        return p, true_class(p, labels)

    return head


def stick_breaking(z, weights, labels, values):
    layer = StickBreakingLayer(3, 4)
    theirs = torch.exp(layer.get_stick_logits(torch.full((1, 4), 0.5)))
    assert theirs.sum() < 0.5, theirs
    p = chain(torch.sigmoid(-z))
    return p, true_class(p, labels)


def binomial(f, weights, labels, values):
    trials = len(values) - 1
    k = torch.arange(trials + 1).double()
    ways = torch.tensor(scipy.special.binom(trials, k.numpy()))
    p = ways * torch.sigmoid(f) ** k * torch.sigmoid(-f) ** (trials - k)
    theirs = scipy.stats.binom.pmf(k.numpy(), trials, scipy.special.expit(f.detach().numpy()))
    np.testing.assert_allclose(p.detach(), theirs, rtol=1e-9)
    layer = BinomialLayer(in_features=1, num_classes=len(values))
    np.testing.assert_allclose(p.detach(), identity(layer, layer.p_layer)(f).detach(), rtol=1e-6)
    return p, true_class(p, labels)


def identity(layer, linear):
    """Has a layer take its input for the output of its own linear part."""
    torch.nn.init.ones_(linear.weight)
    torch.nn.init.zeros_(linear.bias)
    return layer


def poisson(f, weights, labels, values):
    k = torch.arange(len(values)).double()
    rate = torch.nn.functional.softplus(f)
    inverse_tau = torch.nn.functional.softplus(weights[0])
    logs = k * torch.log(rate) - torch.lgamma(k + 1)
    theirs = scipy.stats.poisson.logpmf(k.numpy(), rate.detach().numpy()) + rate.detach().numpy()
    np.testing.assert_allclose(logs.detach(), theirs, rtol=1e-9, atol=1e-12)
    p = torch.softmax(logs * inverse_tau, 1)
    layer = PoissonLayer(in_features=1, num_classes=len(values))
    identity(layer, layer.lambda_layer)
    torch.nn.init.constant_(layer.log_tau, -torch.log(inverse_tau).item())
    np.testing.assert_allclose(p.detach(), layer(f).detach(), rtol=1e-6)
    return p, true_class(p, labels)


def unimodal(z, weights, labels, values):
    places = torch.cumsum(torch.cat([z[:, :1], z[:, 1:].abs()], 1), 1)
    p = torch.softmax(-places.abs(), 1)
    np.testing.assert_allclose(p.detach(), torch.softmax(COPOC()(z), 1).detach(), rtol=1e-9)
    rises = np.diff(p.detach().numpy(), axis=1) > 0
    assert (np.diff(rises.astype(int), axis=1) <= 0).all()
    return p, true_class(p, labels)


def discretized_logistic(z, weights, labels, values):
    values = np.asarray(values, np.float64)
    unit = (values[-1] - values[0]) / (len(values) - 1)
    cuts = ((values[1:] + values[:-1]) / 2 - (values[0] + values[-1]) / 2) / unit
    narrow = torch.nn.functional.softplus(z[:, 1:] + np.log(np.expm1(6 / len(values))))
    p = differences(torch.sigmoid((z[:, :1] - torch.tensor(cuts)) * narrow))
    theirs = scipy.stats.logistic.cdf(cuts, z.detach()[:, :1], 1 / narrow.detach())
    np.testing.assert_allclose(p.detach().cumsum(1)[:, :-1], theirs, rtol=1e-9)
    return p, true_class(p, labels)


def softmax(z, weights, labels, values):
    p = torch.softmax(z, 1)
    return p, torch.nn.functional.cross_entropy(z, labels, reduction="none")


def exact(random, scale, *shape):
    """Draws numbers that float32 has exactly."""
    return torch.tensor(np.round(scale * random.normal(size=shape) * 64) / 64, requires_grad=True)


def case(random, text, head, classes, outputs, shapes):
    values = VALUES[classes]
    labels = torch.tensor([0, classes - 1, classes // 2, 1])
    z = exact(random, 1.5, len(labels), outputs)
    weights = [exact(random, 0.75, *shape) for shape in shapes]
    p, own = head(z, weights, labels, values)
    np.testing.assert_allclose(p.detach().sum(1), 1, atol=1e-6)
    gradients = torch.autograd.grad(own.sum(), [z, *weights])
    return {
        "head": text,
        "classValues": values,
        "outputs": z.tolist(),
        "weights": [weight.tolist() for weight in weights],
        "labels": labels.tolist(),
        "probabilities": p.tolist(),
        "ownLoss": own.tolist(),
        "gradOutputs": gradients[0].tolist(),
        "gradWeights": [gradient.tolist() for gradient in gradients[1:]],
    }


def normal():
    """Gives log Phi(x), and log(Phi(b) - Phi(a)) of middles and distances, by mpmath with 60 digits."""
    mpmath.mp.dps = 60

    def number(x):
        return mpmath.mpf(float(np.float32(x)))

    cdf_rows = []
    for x in [-1e4, -300, -80, -37.5, -14, -10, -5.5, -3, -1, -0.25, -1e-3, 0, 1e-3, 0.25, 1, 3, 5.5, 10, 80]:
        log = float(mpmath.log(mpmath.ncdf(number(x))))
        if abs(x) < 1000:
            np.testing.assert_allclose(log, scipy.special.log_ndtr(np.float64(np.float32(x))), rtol=1e-12, atol=1e-300)
        slope = float(mpmath.npdf(number(x)) / mpmath.ncdf(number(x)))
        cdf_rows.append([float(np.float32(x)), log, slope])
    interval_rows = []
    for middle in [0, 1e-3, -0.3, 0.3, 2, -5, 12, -30, 30, 80, -80]:
        for distance in [1e-6, 1e-3, 0.0299, 0.0301, 0.1, 0.5, 3, 20, 100]:
            m, d = number(middle), number(distance)
            a, b = -abs(m) - d / 2, -abs(m) + d / 2
            mpmath.mp.dps = 60 if b < 8 else 1500
            p = mpmath.ncdf(b) - mpmath.ncdf(a)
            slope = (mpmath.npdf(m + d / 2) - mpmath.npdf(m - d / 2)) / p
            interval_rows.append([float(m), float(d), float(mpmath.log(p)), float(slope)])
            mpmath.mp.dps = 60
    return {"cdf": cdf_rows, "interval": interval_rows}


def main():
    random = np.random.default_rng(20210214)
    heads = []
    for classes in VALUES:
        k = classes - 1
        heads += [
            case(random, "softmax", softmax, classes, classes, []),
            case(random, "corn", corn, classes, k, []),
            case(random, "coral", coral, classes, 1, [(k,)]),
            case(random, "or-cnn", or_cnn, classes, k, []),
            case(random, "stick-breaking", stick_breaking, classes, k, []),
            case(random, "binomial", binomial, classes, 1, []),
            case(random, "poisson", poisson, classes, 1, [(1,)]),
            case(random, "unimodal", unimodal, classes, classes, []),
        ]
        for link in ("logit", "probit", "cloglog"):
            for spacing, shapes in (("free", [(k,)]), ("equidistant", [(1,), (1,)])):
                text = f"cumulative-link:link={link},thresholds={spacing}"
                heads.append(case(random, text, cumulative_link(link, spacing), classes, 1, shapes))
    heads += [case(random, "discretized-logistic", discretized_logistic, k, 2, []) for k in VALUES]
    OUT.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(entry, allow_nan=False) for entry in heads)
    (OUT / "heads.json").write_text(f"[\n{lines}\n]\n")
    (OUT / "normal.json").write_text(json.dumps(normal(), allow_nan=False) + "\n")


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    main()
