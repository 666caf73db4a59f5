"""The programs that are compared. Each trains one network of a job and gives the child and its report."""

from harness import children, numloss
from harness.environment import peer_python
from harness.places import PEERS

OURS = "numloss"


def _numloss(precision):
    def train(job, job_file, network):
        config = job["plan"]["config"]
        return numloss.train(
            config["dataset"], network, config["epochs"], precision, job["plan"]["images"], config["batchSize"]
        )

    return train


def _peer(script, *options, **environment):
    def train(job, job_file, network):
        child = children.run(
            [peer_python(), PEERS / script, job_file, network, *options],
            {"TF_CPP_MIN_LOG_LEVEL": "2", "JAX_PLATFORMS": "cpu", **environment},
        )
        return child, child.last_line()

    return train


PROGRAMS = {
    OURS: _numloss("float32"),
    "numloss-bfloat16": _numloss("bfloat16"),
    "keras-tensorflow": _peer("keras_fit.py", "--jit", "false", KERAS_BACKEND="tensorflow"),
    "keras-tensorflow-16-steps": _peer(
        "keras_fit.py", "--jit", "false", "--steps-per-execution", "16", KERAS_BACKEND="tensorflow"
    ),
    "keras-tensorflow-jit": _peer("keras_fit.py", "--jit", "true", KERAS_BACKEND="tensorflow"),
    "keras-jax": _peer("keras_fit.py", "--jit", "true", KERAS_BACKEND="jax"),
    "pytorch": _peer("torch_train.py"),
    "pytorch-compiled": _peer("torch_train.py", "--compile"),
}
