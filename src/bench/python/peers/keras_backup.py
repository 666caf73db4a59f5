"""Trains one network with Keras 3 so that it can be killed: `keras_backup.py JOB NETWORK EPOCHS BACKUP RUN`.

It goes on from BACKUP, where BackupAndRestore keeps its state, and ends with the folder RUN: weights and predictions.
"""

import pathlib
import sys

import keras
import numpy
import tensorflow
import workload
from keras_fit import build, make_loss, use_threads

SEED = 1


class Start(keras.callbacks.Callback):
    """Says after which epoch the training goes on."""

    def __init__(self):
        super().__init__()
        self.said = False

    def on_epoch_begin(self, epoch, logs=None):
        if not self.said:
            self.said = True
            print(f"Goes on after epoch {epoch}", flush=True)


def main(job_file, network, epochs, backup, run):
    job = workload.read_job(job_file)
    plan = job["plan"]
    use_threads(job["threads"])
    keras.utils.set_random_seed(SEED)
    tensorflow.config.experimental.enable_op_determinism()
    planned = workload.planned(job, network)
    images, labels = workload.images_and_labels(job)
    one_hot = numpy.eye(len(plan["classValues"]), dtype=numpy.float32)[labels]
    model = build(planned["network"], plan["height"], plan["width"])
    model.compile(
        optimizer=keras.optimizers.Adam(planned["optimizer"]["learningRate"]),
        loss=make_loss(plan["loss"], plan["classValues"]),
    )
    model.fit(
        images,
        one_hot,
        batch_size=plan["config"]["batchSize"],
        epochs=int(epochs),
        verbose=0,
        # By default it deletes its state when fit ends, and all would be lost until the run is written.
        callbacks=[keras.callbacks.BackupAndRestore(backup, delete_checkpoint=False), Start()],
    )
    test_images, _ = workload.images_and_labels(job, "t10k")
    unfinished = pathlib.Path(run + ".tmp")
    unfinished.mkdir(exist_ok=True)
    numpy.savez(unfinished / "weights.npz", *model.get_weights())
    numpy.save(unfinished / "predictions.npy", model.predict(test_images, verbose=0))
    unfinished.rename(run)


main(*sys.argv[1:])
