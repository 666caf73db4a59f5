"""Trains the networks of ordinal_resamples.py in scikit-learn or PyTorch, and prints a line of JSON for each.

Arguments: sklearn or torch, the seed, and the tables, each with a column "split". Standardised by training statistics, two
hidden layers of 128 with ReLU, Adam with a first step of 0.001, batches of 32, 30 epochs, one thread. In PyTorch also what
numloss's mlp has by itself, a dropout of 0.1 behind each hidden layer and a step that falls to 0 in a straight line, which
scikit-learn does not have; there the penalty on weights stays as it is unless one says otherwise.
"""

import json
import sys
import time
import warnings

import numpy as np
from sklearn.preprocessing import StandardScaler

HIDDEN = 128
EPOCHS = 30
BATCH = 32
STEP = 0.001
DROPOUT = 0.1


def read(path):
    """Gives the standardised features and labels to learn, those to test on, and the number of classes."""
    with open(path) as file:
        rows = [line.strip().split(",") for line in file][1:]
    x = np.array([row[:-2] for row in rows], np.float32)
    y = np.array([row[-2] for row in rows], np.int64)
    learned = np.array([row[-1] == "train" for row in rows])
    scaler = StandardScaler().fit(x[learned])
    return scaler.transform(x[learned]), y[learned], scaler.transform(x[~learned]), int(y.max()) + 1


def with_sklearn(method, seed, x, y, tested, classes):
    from sklearn.neural_network import MLPClassifier

    network = MLPClassifier(
        (HIDDEN, HIDDEN), batch_size=BATCH, learning_rate_init=STEP, max_iter=EPOCHS, n_iter_no_change=EPOCHS, random_state=seed
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # That it has made as many epochs as it was told.
        return network.fit(x, y).predict(tested)


def with_torch(method, seed, x, y, tested, classes):
    import torch
    from dlordinal.losses import TriangularLoss
    from dlordinal.output_layers import CLM
    from torch import nn

    torch.manual_seed(seed)
    outputs = 1 if method == "cumulative-link" else classes
    layers = []
    for size in (x.shape[1], HIDDEN):
        layers += [nn.Linear(size, HIDDEN), nn.ReLU(), nn.Dropout(DROPOUT)]
    layers += [nn.Linear(HIDDEN, outputs)]
    if method == "cumulative-link":
        # The layer's sigmoid reaches 0 and 1, whose logarithm would end the training.
        layers += [CLM(classes, "logit")]
        likelihood = nn.NLLLoss()
        loss = lambda found, labels: likelihood(torch.log(found.clamp_min(1e-7)), labels)  # noqa: E731
    elif method == "triangular":
        loss = TriangularLoss(nn.CrossEntropyLoss(), classes)
    else:
        loss = nn.CrossEntropyLoss()
    network = nn.Sequential(*layers)
    optimizer = torch.optim.Adam(network.parameters(), lr=STEP)
    steps = EPOCHS * -(-len(x) // BATCH)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1, 0, steps)
    x, y, tested = torch.from_numpy(x), torch.from_numpy(y), torch.from_numpy(tested)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(x)).split(BATCH):
            optimizer.zero_grad()
            loss(network(x[batch]), y[batch]).backward()
            optimizer.step()
            schedule.step()
    network.eval()
    with torch.no_grad():
        return network(tested).argmax(1).numpy()


def main():
    system, seed, *tables = sys.argv[1:]
    train = {"sklearn": with_sklearn, "torch": with_torch}[system]
    methods = ["cross-entropy"]
    if system == "torch":
        import torch

        torch.set_num_threads(1)
        methods += ["triangular", "cumulative-link"]
    for table in tables:
        data = read(table)
        for method in methods:
            started = time.perf_counter()
            answers = train(method, int(seed), *data)
            seconds = time.perf_counter() - started
            print(json.dumps({"table": table, "method": method, "seconds": seconds, "answers": answers.tolist()}), flush=True)


if __name__ == "__main__":
    main()
