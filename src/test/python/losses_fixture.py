"""Writes losses on probabilities, and their gradients by the logits, as other libraries compute them.

References, each in float64: dlordinal 2.x on PyTorch where it has the loss and is right, SciPy's
distributions, and the authors' formulas in NumPy and PyTorch where no package has them. Where a reference
was found to be wrong or to end, the script says so and checks by how much:

- dlordinal's beta labels are rounded to whole parameters and end at 14 classes, whose row is another
  distribution than the rule of the others; ours are SciPy's with the unrounded parameters.
- dlordinal's triangular labels have another share beyond the cell for the last class than for the first;
  ours are the first class's, mirrored.
- dlordinal's CDW-CE takes the exponential of raw logits, and adds 1e-8 within logarithms; SLACE adds 1e-9.
  At the logits here, which are small, this changes less than 1e-6.
- The mean over a batch is taken by all of them; kappa is a batch's by itself.

Beside requirements.txt and requirements-alone.txt it needs torch==2.15.0 and what dlordinal asks for.
"""

import json
import pathlib

import numpy as np
import scipy.special
import scipy.stats
import torch
from dlordinal import losses as dl
from dlordinal import soft_labelling

OUT = pathlib.Path(__file__).parent.parent / "resources/io/github/numloss/loss"


def units(values):
    """Positions in units of the mean distance between neighbours."""
    values = np.asarray(values, np.float64)
    return (values - values[0]) / (values[-1] - values[0]) * (len(values) - 1)


def distances(values):
    u = units(values)
    return np.abs(u[:, None] - u[None, :])


def edges(values):
    """Bounds of the cells between midpoints, scaled to 0 ... 1."""
    u = units(values)
    middle = (u[1:] + u[:-1]) / 2
    e = np.concatenate([[u[0] - (middle[0] - u[0])], middle, [u[-1] + (u[-1] - middle[-1])]])
    return (e - e[0]) / (e[-1] - e[0])


def beta_labels(values):
    e = edges(values)
    rows = []
    for low, high in zip(e[:-1], e[1:]):
        width = high - low
        if low == 0 or high == 1:
            fall = max(1, 2 / width - 2)
            shape = scipy.stats.beta(1, fall) if low == 0 else scipy.stats.beta(fall, 1)
        else:
            mean, variance = (low + high) / 2, (width / 2) ** 2
            both = mean * (1 - mean) / variance - 1
            shape = scipy.stats.beta(max(1, mean * both), max(1, (1 - mean) * both))
        rows.append(np.diff(shape.cdf(e)))
    return np.array(rows)


def triangular_labels(values, alpha):
    e = edges(values)
    c = (1 - 2 * alpha) * (2 * alpha - np.sqrt(2 * alpha))
    root = np.sqrt(((1 - np.sqrt(1 - 4 * c)) / 2) ** 2)
    rows = []
    for low, high in zip(e[:-1], e[1:]):
        width = high - low
        if low == 0:
            shape = scipy.stats.triang(0, 0, width / (1 - root))
        elif high == 1:
            base = width / (1 - root)
            shape = scipy.stats.triang(1, 1 - base, base)
        else:
            half = width / 2 / (1 - np.sqrt(2 * alpha))
            shape = scipy.stats.triang(0.5, (low + high) / 2 - half, 2 * half)
        mass = np.diff(shape.cdf(e))
        rows.append(mass / mass.sum())
    return np.array(rows)


def compare_labels_with_dlordinal():
    for classes in range(3, 14):
        difference = beta_labels(range(classes)) - soft_labelling.get_beta_soft_labels(classes)
        assert np.abs(difference).max() < 0.04, (classes, np.abs(difference).max())
    difference = beta_labels(range(14)) - soft_labelling.get_beta_soft_labels(14)
    assert np.abs(difference).max() > 0.1
    for classes in (3, 5, 10, 100):
        theirs = soft_labelling.get_triangular_soft_labels(classes, 0.05)
        ours = triangular_labels(range(classes), 0.05)
        np.testing.assert_allclose(ours[:-1], theirs[:-1], atol=1e-6)
        assert np.abs(ours[-1] - theirs[-1]).max() > (1e-4 if classes < 100 else 0)


def soft_cross_entropy(labels):
    labels = torch.tensor(labels)
    return lambda z, y: -(labels[y] * torch.log_softmax(z, 1)).sum(1).mean()


def emd(values, power):
    """Sum over the cumulative distributions' distance, weighted with the steps: SciPy knows power 1."""
    steps = torch.tensor(np.diff(units(values)))

    def loss(z, y):
        below = torch.cumsum(torch.softmax(z, 1), 1)[:, :-1]
        truth = (torch.arange(len(values) - 1)[None] >= y[:, None]).double()
        return (steps * torch.abs(below - truth) ** power).sum(1).mean()

    return loss


def wasserstein(values, z, y):
    p = scipy.special.softmax(z, 1)
    u = units(values)
    return np.mean(
        [scipy.stats.wasserstein_distance(u, [u[k]], row) for row, k in zip(p, y)]
    )


def expectation(values):
    u = torch.tensor(units(values))
    return lambda z, y: torch.softmax(z, 1) @ u - u[y]


def variance(values):
    u = torch.tensor(units(values))

    def loss(z, y):
        p = torch.softmax(z, 1)
        return (p @ u**2 - (p @ u) ** 2).mean()

    return loss


def class_distance(values, alpha, margin):
    weights = torch.tensor(distances(values) ** alpha)

    def loss(z, y):
        p = torch.softmax(z, 1)
        return -(weights[y] * torch.log(torch.clamp(1 - p + margin, max=1))).sum(1).mean()

    return loss


def slace(delta, alpha):
    """The authors' formula, with the buffer of K x K x K that ours does without."""
    delta = np.asarray(delta)
    nearer = torch.tensor((delta[:, None, :] <= delta[:, :, None] + 1e-9).astype(np.float64))
    q = torch.tensor(scipy.special.softmax(-alpha * delta, 1))

    def loss(z, y):
        accumulated = torch.einsum("bij,bj->bi", nearer[y], torch.softmax(z, 1))
        return -(q[y] * torch.log(accumulated)).sum(1).mean()

    return loss


def kappa(values):
    u = torch.tensor(units(values)) / (len(values) - 1)
    cost = (u[:, None] - u[None]) ** 2

    def loss(z, y):
        p = torch.softmax(z, 1)
        truth = torch.nn.functional.one_hot(y, len(values)).double()
        chance = (truth.sum(0) @ cost @ p.sum(0)) / len(y)
        return (cost * (truth.T @ p)).sum() / chance

    return loss


def hinges(margin):
    def loss(z, y):
        p = torch.softmax(z, 1)
        sign = (torch.arange(z.shape[1] - 1)[None] >= y[:, None]).double() * 2 - 1
        return torch.relu(margin + sign * torch.diff(p, dim=1)).sum(1).mean()

    return loss


def entropy(z, y):
    return -(torch.softmax(z, 1) * torch.log_softmax(z, 1)).sum(1).mean()


def total(*terms):
    return lambda z, y: sum(weight * loss(z, y) for weight, loss in terms)


def losses(values):
    classes = len(values)
    d = distances(values)
    ranks = distances(range(classes))
    away = expectation(values)
    cross_entropy = torch.nn.CrossEntropyLoss()
    soft = {
        "soft-labels": scipy.special.softmax(-(d**2), 1),
        "soft-labels:alpha=2,power=1": scipy.special.softmax(-2 * d, 1),
        "soft-labels:rule=gaussian": scipy.special.softmax(-(d**2) / 8, 1),
        "soft-labels:rule=exponential,power=1.5,tau=0.5": scipy.special.softmax(
            -(d**1.5) / 0.5, 1
        ),
        "soft-labels:rule=binomial": soft_labelling.get_binomial_soft_labels(classes),
        "soft-labels:rule=beta": beta_labels(values),
        "soft-labels:rule=triangular": triangular_labels(values, 0.05),
    }
    others = np.where(np.eye(classes, dtype=bool), 0, 0.1**d)
    soft["soft-labels:rule=geometric"] = 0.9 * np.eye(classes) + 0.1 * others / others.sum(
        1, keepdims=True
    )
    soft["soft-labels:rule=beta,eta=0.75"] = 0.25 * np.eye(classes) + 0.75 * beta_labels(values)
    found = {text: soft_cross_entropy(labels) for text, labels in soft.items()}
    gaussian = soft_cross_entropy(soft["soft-labels:rule=gaussian"])
    found |= {
        "expected-absolute-error": total((1, cross_entropy), (0.3, emd(values, 1))),
        "expected-squared-error": total(
            (1, cross_entropy),
            (0.1, lambda z, y: (torch.softmax(z, 1) * torch.tensor(d**2)[y]).sum(1).mean()),
        ),
        "squared-expectation": total(
            (1, cross_entropy), (0.3, lambda z, y: (away(z, y) ** 2).mean())
        ),
        "crps": emd(values, 2),
        "class-distance": class_distance(values, 1.5, 0),
        "class-distance:alpha=3,margin=0.05": class_distance(values, 3, 0.05),
        "slace": slace(d, 3),
        "slace:distance=ranks,alpha=1": slace(ranks, 1),
        "slace:distance=equal-counts,alpha=1": slace(np.log((0.5 + ranks) / 0.5), 1),
        "kappa": kappa(values),
        "mean-variance": total(
            (1, cross_entropy),
            (0.2, lambda z, y: (away(z, y) ** 2).mean() / 2),
            (0.05, variance(values)),
        ),
        "unimodal-hinge": total((1, cross_entropy), (0.01, hinges(0.05))),
        "unimodal-hinge:own=0,entropy=1,weight=1": total((1, entropy), (1, hinges(0.05))),
        "dldl-v2": total((1, gaussian), (1, lambda z, y: torch.abs(away(z, y)).mean())),
    }
    return found


def of_dlordinal(classes):
    """What dlordinal has of these, for classes 0, 1, ..."""
    cross_entropy = torch.nn.CrossEntropyLoss()
    return {
        "crps": dl.EMDLoss(classes),
        "soft-labels:alpha=2,power=1": dl.SORDLoss(2, classes, None),
        "soft-labels:rule=exponential,power=1.5,tau=0.5": dl.ExponentialLoss(
            cross_entropy, classes, 1.5, 0.5
        ),
        "soft-labels:rule=binomial": dl.BinomialLoss(cross_entropy, classes),
        "soft-labels:rule=geometric": dl.GeometricLoss(cross_entropy, classes, 0.1),
        "class-distance": dl.CDWCELoss(classes, 1.5),
        "class-distance:alpha=3,margin=0.05": dl.CDWCELoss(classes, 3, margin=0.05),
        "slace:distance=ranks,alpha=1": dl.SLACELoss(1, classes),
        "kappa": dl.WKLoss(classes, use_logits=True),
    }


def case(name, values, logits, labels):
    logits = np.round(logits * 64) / 64
    y = torch.tensor(labels)
    results = {}
    for text, loss in losses(values).items():
        z = torch.tensor(logits, requires_grad=True)
        value = loss(z, y)
        value.backward()
        results[text] = {"loss": value.item(), "gradient": z.grad.numpy().round(12).tolist()}
    if list(values) == list(range(len(values))):
        for text, loss in of_dlordinal(len(values)).items():
            theirs = loss(torch.tensor(logits).float(), y).item()
            # Their labels and distances are partly in single precision.
            np.testing.assert_allclose(results[text]["loss"], theirs, rtol=3e-5, err_msg=text)
    z = torch.tensor(logits)
    np.testing.assert_allclose(emd(values, 1)(z, y).item(), wasserstein(values, logits, labels))
    return {
        "name": name,
        "classValues": list(map(float, values)),
        "logits": logits.tolist(),
        "labels": labels.tolist(),
        "losses": results,
    }


def main():
    compare_labels_with_dlordinal()
    random = np.random.default_rng(20260601)

    def drawn(name, values, batch):
        logits = 1.5 * random.normal(size=(batch, len(values)))
        labels = random.integers(len(values), size=batch)
        labels[:2] = [0, len(values) - 1]
        return case(name, values, logits, labels)

    uneven = np.cumsum(random.integers(1, 12, size=7)) / 4 - 3
    cases = [
        drawn("two classes", [0, 1], 4),
        drawn("ten classes", range(10), 6),
        drawn("uneven values", uneven, 5),
        drawn("hundred classes", range(100), 3),
    ]
    text = "[\n" + ",\n".join(json.dumps(entry, allow_nan=False) for entry in cases) + "\n]\n"
    (OUT / "losses_fixture.json").write_text(text)


if __name__ == "__main__":
    main()
