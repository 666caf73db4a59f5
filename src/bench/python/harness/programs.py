"""The programs that are compared. Each trains one network of a job and gives the child and its report."""

from harness import children, numloss
from harness.environment import peer_python
from harness.places import PEERS

OURS = "numloss"


def ours(precision, device="cpu"):
    """Trains with numloss."""

    def train(job, job_file, network):
        config = job["plan"]["config"]
        return numloss.train(
            config["dataset"], network, config["epochs"], precision, job["plan"]["images"], config["batchSize"], device
        )

    return train


def peer(script, *options, python=peer_python(), **environment):
    """Trains with a script of the peers."""

    def train(job, job_file, network):
        child = children.run(
            [python, PEERS / script, job_file, network, *options],
            {"TF_CPP_MIN_LOG_LEVEL": "2", "JAX_PLATFORMS": "cpu", **environment},
        )
        return child, child.last_line()

    return train


PROGRAMS = {
    OURS: ours("float32"),
    "numloss-bfloat16": ours("bfloat16"),
    "keras-tensorflow": peer("keras_fit.py", "--jit", "false", KERAS_BACKEND="tensorflow"),
    "keras-tensorflow-16-steps": peer(
        "keras_fit.py", "--jit", "false", "--steps-per-execution", "16", KERAS_BACKEND="tensorflow"
    ),
    "keras-tensorflow-jit": peer("keras_fit.py", "--jit", "true", KERAS_BACKEND="tensorflow"),
    "keras-jax": peer("keras_fit.py", "--jit", "true", KERAS_BACKEND="jax"),
    "pytorch": peer("torch_train.py"),
    "pytorch-compiled": peer("torch_train.py", "--compile"),
}
