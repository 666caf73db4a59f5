"""Trains one network with JAX alone: `jax_train.py JOB NETWORK`.

An epoch's full batches are one program, `jit` of a `lax.scan` over its steps, with images and order on the device; the
last, smaller batch is a program of its own. Dropout's masks come from JAX's own generator.
"""

import functools
import time

import jax
import numpy
import workload
from jax import lax, nn, numpy as jnp

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-7


def glorot(key, shape, fan_in, fan_out):
    limit = (6 / (fan_in + fan_out)) ** 0.5
    return jax.random.uniform(key, shape, minval=-limit, maxval=limit)


def first_weights(network, height, width, key):
    """Draws a list of arrays for each layer."""
    weights = []
    shape = [height, width]
    for row in network["layers"]:
        settings = row["settings"]
        key, own = jax.random.split(key)
        match row["kind"]:
            case "dense":
                weights.append([glorot(own, (shape[0], settings["units"]), shape[0], settings["units"]), jnp.zeros(settings["units"])])
            case "conv2d":
                channels = 1 if len(shape) == 2 else shape[2]
                size, filters = settings["size"], settings["filters"]
                kernel = glorot(own, (size, size, channels, filters), size * size * channels, size * size * filters)
                weights.append([kernel, jnp.zeros(filters)])
            case "lstm":
                units, features = settings["units"], shape[1]
                recurrent = nn.initializers.orthogonal()(own, (units, 4 * units))
                bias = jnp.zeros(4 * units).at[units : 2 * units].set(1)
                weights.append([glorot(key, (features, 4 * units), features, 4 * units), recurrent, bias])
            case _:
                weights.append([])
        shape = row["outputShape"]
    found = sum(array.size for layer in weights for array in layer)
    workload.require_parameters(network, found)
    return weights


def lstm(rows, weights, every_step):
    kernel, recurrent, bias = weights
    projected = jnp.swapaxes(rows @ kernel + bias, 0, 1)
    start = jnp.zeros((rows.shape[0], recurrent.shape[0]))

    def step(state, of_input):
        hidden, cell = state
        i, f, g, o = jnp.split(of_input + hidden @ recurrent, 4, axis=1)
        cell = nn.sigmoid(f) * cell + nn.sigmoid(i) * jnp.tanh(g)
        hidden = nn.sigmoid(o) * jnp.tanh(cell)
        return (hidden, cell), hidden

    (last, _), outputs = lax.scan(step, (start, start), projected)
    return jnp.swapaxes(outputs, 0, 1) if every_step else last


def forward(network, weights, images, key):
    numbers = images
    for row, own in zip(network["layers"], weights, strict=True):
        settings = row["settings"]
        match row["kind"]:
            case "flatten":
                numbers = numbers.reshape(numbers.shape[0], -1)
            case "dense":
                numbers = numbers @ own[0] + own[1]
            case "relu":
                numbers = nn.relu(numbers)
            case "dropout":
                key, mask = jax.random.split(key)
                kept = jax.random.bernoulli(mask, 1 - settings["rate"], numbers.shape)
                numbers = jnp.where(kept, numbers / (1 - settings["rate"]), 0)
            case "conv2d":
                numbers = numbers[..., None] if numbers.ndim == 3 else numbers
                numbers = lax.conv_general_dilated(
                    numbers, own[0], (1, 1), settings["padding"].upper(), dimension_numbers=("NHWC", "HWIO", "NHWC")
                ) + own[1]
            case "max_pool":
                numbers = lax.reduce_window(numbers, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "SAME")
            case "lstm":
                numbers = lstm(numbers, own, settings["everyStep"])
            case kind:
                raise ValueError(f"no layer {kind}")
    return numbers


def main():
    job, name = workload.arguments()
    plan = job["plan"]
    planned = workload.planned(job, name)
    network, rate, loss = planned["network"], planned["optimizer"]["learningRate"], plan["loss"]
    values = jnp.asarray(plan["classValues"], jnp.float32)
    images, labels = (jnp.asarray(array) for array in workload.images_and_labels(job))
    labels = labels.astype(jnp.int32)
    batch = plan["config"]["batchSize"]
    key = jax.random.key(1)

    def compute(weights, pictures, classes, noise):
        logits = forward(network, weights, pictures, noise)
        logs = nn.log_softmax(logits)
        cross_entropy = -jnp.take_along_axis(logs, classes[:, None], axis=1).mean()
        numeric = loss["alpha"] * jnp.abs(values[classes] - jnp.exp(logs) @ values).mean()
        return loss["beta"] * cross_entropy + (1 - loss["beta"]) * numeric

    def step(state, indices):
        weights, first, second, count = state
        noise = jax.random.fold_in(key, count)
        found, gradients = jax.value_and_grad(compute)(weights, images[indices], labels[indices], noise)
        count += 1
        first = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, first, gradients)
        second = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, second, gradients)
        size = rate * jnp.sqrt(1 - BETA2**count) / (1 - BETA1**count)
        weights = jax.tree.map(lambda w, m, v: w - size * m / (jnp.sqrt(v) + EPSILON), weights, first, second)
        return (weights, first, second, count), found * len(indices)

    steps = jax.jit(functools.partial(lax.scan, step), donate_argnums=0)
    weights = first_weights(network, plan["height"], plan["width"], key)
    zeros = jax.tree.map(jnp.zeros_like, weights)
    state = (weights, zeros, jax.tree.map(jnp.copy, zeros), jnp.zeros((), jnp.int32))
    full = len(images) // batch
    shuffle = numpy.random.default_rng(1)
    first_step_at, speeds, losses = None, [], []
    for _ in range(plan["warmUpEpochs"] + plan["config"]["epochs"]):
        start = time.perf_counter()
        order = shuffle.permutation(len(images)).astype(numpy.int32)
        total = 0.0
        for part in (order[: full * batch].reshape(full, batch), order[None, full * batch :]):
            if part.size:
                state, found = steps(state, part)
                total += float(found.sum())
                first_step_at = first_step_at or time.time()
        losses.append(total / len(images))
        speeds.append(len(images) / (time.perf_counter() - start))
    workload.report(
        parameterCount=network["parameterCount"],
        imagesPerSecond=speeds[plan["warmUpEpochs"] :],
        losses=losses[plan["warmUpEpochs"] :],
        firstStepAt=first_step_at,
        settings={"device": jax.devices()[0].platform},
        versions={"jax": jax.__version__},
    )


main()
