"""Trains the trials of a job one after another in one process: `keras_trials.py JOB`.

Like `numloss experiment`, it predicts the test images after each training.
"""

import sys

import keras
import numpy
import workload
from keras_fit import settings, train, use_threads, versions


def main():
    job = workload.read_job(sys.argv[1])
    plan = job["plan"]
    use_threads(job["threads"])
    images, labels = workload.images_and_labels(job)
    one_hot = numpy.eye(len(plan["classValues"]), dtype=numpy.float32)[labels]
    test_images, test_labels = workload.images_and_labels(job, "t10k")
    error_rates = {}
    for trial in job["trials"]:
        planned = workload.planned(job, trial["network"])
        model, _, _ = train(job, planned, trial["loss"], trial["epochs"], trial["seed"], images, one_hot, jit=False)
        classes = model.predict(test_images, batch_size=500, verbose=0).argmax(axis=1)
        error_rates[trial["name"]] = float(numpy.mean(classes != test_labels))
        keras.backend.clear_session()
    workload.report(
        errorRates=error_rates,
        settings=settings(False, 1, job["threads"]),
        versions=versions(),
    )


main()
