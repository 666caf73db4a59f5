"""Trains one network with Keras 3: `keras_fit.py JOB NETWORK [--jit true|false] [--steps-per-execution N]`.

The backend comes from KERAS_BACKEND. Images are scaled once, as a user would; the rest is compile and fit.
"""

import argparse
import time

import keras
import numpy
import workload

if keras.backend.backend() == "tensorflow":
    import tensorflow

    backend_version = tensorflow.__version__
else:
    import jax

    backend_version = jax.__version__


def use_threads(threads):
    """Lets one operation, and operations side by side, use all cores; XLA on the CPU does so by itself."""
    if keras.backend.backend() == "tensorflow":
        tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
        tensorflow.config.threading.set_inter_op_parallelism_threads(threads)


def build(network, height, width):
    """Builds the network layer by layer from its description."""
    layers = [keras.Input((height, width))]
    rank = 2
    for row in network["layers"]:
        settings = row["settings"]
        match row["kind"]:
            case "flatten":
                layers.append(keras.layers.Flatten())
            case "dense":
                layers.append(keras.layers.Dense(settings["units"]))
            case "relu":
                layers.append(keras.layers.Activation("relu"))
            case "dropout":
                layers.append(keras.layers.Dropout(settings["rate"]))
            case "conv2d":
                if rank == 2:
                    layers.append(keras.layers.Reshape((height, width, 1)))
                padding = settings["padding"].lower()
                layers.append(keras.layers.Conv2D(settings["filters"], settings["size"], padding=padding))
            case "max_pool":
                layers.append(keras.layers.MaxPooling2D(2, padding="same"))
            case "lstm":
                layers.append(keras.layers.LSTM(settings["units"], return_sequences=settings["everyStep"]))
            case kind:
                raise ValueError(f"no layer {kind}")
        rank = len(row["outputShape"])
    model = keras.Sequential(layers)
    workload.require_parameters(network, model.count_params())
    return model


def make_loss(loss, class_values):
    """Gives the loss of the job: cross-entropy, or that and the numeric loss."""
    cross_entropy = keras.losses.CategoricalCrossentropy(from_logits=True)
    if loss["name"] == "cross-entropy":
        return cross_entropy
    values = keras.ops.convert_to_tensor(class_values, "float32")

    def combined(one_hot, logits):
        expected = keras.ops.sum(keras.ops.softmax(logits) * values, axis=-1)
        true = keras.ops.sum(one_hot * values, axis=-1)
        numeric = loss["alpha"] * keras.ops.mean(keras.ops.abs(true - expected))
        return loss["beta"] * cross_entropy(one_hot, logits) + (1 - loss["beta"]) * numeric

    return combined


class Clock(keras.callbacks.Callback):
    """Times epochs, and notes when the first step was done."""

    async_safe = True

    def __init__(self):
        super().__init__()
        self.first_step_at = None
        self.seconds = []

    def on_train_batch_end(self, batch, logs=None):
        if self.first_step_at is None:
            self.first_step_at = time.time()

    def on_epoch_begin(self, epoch, logs=None):
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.start)


def train(job, planned, loss, epochs, seed, images, one_hot, jit, steps_per_execution=1):
    """Builds and trains a network; gives it, the times and the losses."""
    plan = job["plan"]
    keras.utils.set_random_seed(seed)
    model = build(planned["network"], plan["height"], plan["width"])
    model.compile(
        optimizer=keras.optimizers.Adam(planned["optimizer"]["learningRate"]),
        loss=make_loss(loss, plan["classValues"]),
        jit_compile=jit,
        steps_per_execution=steps_per_execution,
    )
    clock = Clock()
    history = model.fit(
        images, one_hot, batch_size=plan["config"]["batchSize"], epochs=epochs, shuffle=True, verbose=0, callbacks=[clock]
    )
    return model, clock, history.history["loss"]


def settings(jit, steps_per_execution, threads):
    return {"jitCompile": jit, "stepsPerExecution": steps_per_execution, "threads": threads}


def versions():
    return {"keras": keras.__version__, keras.backend.backend(): backend_version}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("job")
    parser.add_argument("network")
    parser.add_argument("--jit", choices=["true", "false"], required=True)
    parser.add_argument("--steps-per-execution", type=int, default=1)
    arguments = parser.parse_args()

    job = workload.read_job(arguments.job)
    plan = job["plan"]
    use_threads(job["threads"])
    planned = workload.planned(job, arguments.network)
    images, labels = workload.images_and_labels(job)
    one_hot = numpy.eye(len(plan["classValues"]), dtype=numpy.float32)[labels]
    jit = arguments.jit == "true"
    warm_up = plan["warmUpEpochs"]
    epochs = warm_up + plan["config"]["epochs"]
    model, clock, losses = train(
        job, planned, plan["loss"], epochs, 1, images, one_hot, jit, arguments.steps_per_execution
    )
    workload.report(
        parameterCount=model.count_params(),
        imagesPerSecond=[len(images) / seconds for seconds in clock.seconds[warm_up:]],
        losses=losses[warm_up:],
        firstStepAt=clock.first_step_at,
        settings=settings(jit, arguments.steps_per_execution, job["threads"]),
        versions=versions(),
    )


if __name__ == "__main__":
    main()
