"""Trains one network with PyTorch: `torch_train.py JOB NETWORK [--compile | --reduce-overhead | --graph] [--device cuda]`.

The loop is the usual one: all tensors in the memory of the device, shuffled batches of indices, fused Adam. Convolutions
run in the memory format, channels last or first, that a few steps show to be faster here. With --reduce-overhead the
compiled loss is replayed as CUDA graphs, which PyTorch makes; with --graph it is compiled, and the whole step, Adam included,
is one CUDA graph for each size of batch.
"""

import argparse
import copy
import time

import torch
import workload
from torch import nn

TRIED_STEPS = 5


class AddChannel(nn.Module):
    def forward(self, images):
        return images.unsqueeze(1)


class Lstm(nn.Module):
    """nn.LSTM with one bias, as in the other programs: the second stays 0."""

    def __init__(self, features, units, every_step):
        super().__init__()
        self.every_step = every_step
        self.lstm = nn.LSTM(features, units, batch_first=True)
        self.lstm.bias_hh_l0.requires_grad_(False).zero_()

    def forward(self, rows):
        outputs, _ = self.lstm(rows)
        return outputs if self.every_step else outputs[:, -1]


def build(network, height, width):
    """Builds the network layer by layer from its description; shapes there are rows, columns, channels."""
    layers = []
    shape = [height, width]
    for row in network["layers"]:
        settings = row["settings"]
        match row["kind"]:
            case "flatten":
                layers.append(nn.Flatten())
            case "dense":
                layers.append(nn.Linear(shape[0], settings["units"]))
            case "relu":
                layers.append(nn.ReLU())
            case "dropout":
                layers.append(nn.Dropout(settings["rate"]))
            case "conv2d":
                if len(shape) == 2:
                    layers.append(AddChannel())
                    shape = [height, width, 1]
                padding = settings["padding"].lower()
                layers.append(nn.Conv2d(shape[2], settings["filters"], settings["size"], padding=padding))
            case "max_pool":
                layers.append(nn.MaxPool2d(2, ceil_mode=True))
            case "lstm":
                layers.append(Lstm(shape[1], settings["units"], settings["everyStep"]))
            case kind:
                raise ValueError(f"no layer {kind}")
        shape = row["outputShape"]
    model = nn.Sequential(*layers)
    found = sum(weight.numel() for weight in model.parameters() if weight.requires_grad)
    workload.require_parameters(network, found)
    return model


class Trainer:
    """A model with its loss and its optimizer."""

    def __init__(self, model, plan, optimizer, compiled, mode=None, capturable=False):
        self.model = model
        self.loss = plan["loss"]
        self.values = torch.tensor(plan["classValues"], dtype=torch.float32, device=next(model.parameters()).device)
        weights = [weight for weight in model.parameters() if weight.requires_grad]
        self.optimizer = torch.optim.Adam(weights, lr=optimizer["learningRate"], eps=1e-7, fused=True, capturable=capturable)
        # Two sizes of batch: the full one, and the last of an epoch.
        self.forward = torch.compile(self.compute, dynamic=False, mode=mode) if compiled else self.compute

    def compute(self, images, labels):
        logits = self.model(images)
        cross_entropy = nn.functional.cross_entropy(logits, labels)
        expected = torch.softmax(logits, dim=1) @ self.values
        numeric = self.loss["alpha"] * (self.values[labels] - expected).abs().mean()
        return self.loss["beta"] * cross_entropy + (1 - self.loss["beta"]) * numeric

    def step(self, images, labels):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.forward(images, labels)
        loss.backward()
        self.optimizer.step()
        return loss.detach()


class Replay:
    """A trainer's step as a CUDA graph for each size of batch, on copies of the batch at fixed addresses."""

    def __init__(self, trainer):
        self.trainer = trainer
        self.graphs = {}

    def step(self, images, labels):
        if len(images) not in self.graphs:
            self.graphs[len(images)] = self.capture(images, labels)
        graph, own_images, own_labels, loss = self.graphs[len(images)]
        own_images.copy_(images)
        own_labels.copy_(labels)
        graph.replay()
        return loss

    def capture(self, images, labels):
        own = images.clone(), labels.clone()
        before = copy.deepcopy((self.trainer.model.state_dict(), self.trainer.optimizer.state_dict()))
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(3):
                self.trainer.step(*own)
        torch.cuda.current_stream().wait_stream(side)
        graph = torch.cuda.CUDAGraph()
        self.trainer.optimizer.zero_grad(set_to_none=True)
        with torch.cuda.graph(graph):
            loss = self.trainer.step(*own)
        with torch.no_grad():
            for name, weight in self.trainer.model.state_dict().items():
                weight.copy_(before[0][name])
            # What warmed up took steps of its own; the optimizer's state begins where it was, at the same addresses.
            for weight, kept in self.trainer.optimizer.state_dict()["state"].items():
                for name, number in kept.items():
                    old = before[1]["state"].get(weight)
                    number.zero_() if old is None else number.copy_(old[name])
        return graph, *own, loss


def faster_memory_format(model, plan, optimizer, images, labels):
    """Takes a few steps with a copy of the model in each memory format."""
    seconds = {}
    for memory_format in (torch.contiguous_format, torch.channels_last):
        trainer = Trainer(copy.deepcopy(model).to(memory_format=memory_format), plan, optimizer, False)
        trainer.step(images, labels).item()
        start = time.perf_counter()
        for _ in range(TRIED_STEPS):
            loss = trainer.step(images, labels)
        # A GPU is behind; reading what it computed waits for it.
        loss.item()
        seconds[memory_format] = time.perf_counter() - start
    return min(seconds, key=seconds.get)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("job")
    parser.add_argument("network")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--reduce-overhead", action="store_true")
    parser.add_argument("--graph", action="store_true")
    parser.add_argument("--device", default="cpu")
    arguments = parser.parse_args()

    job = workload.read_job(arguments.job)
    plan = job["plan"]
    torch.set_num_threads(job["threads"])
    # On a GPU, TensorFlow multiplies in TensorFloat-32; this allows PyTorch to do so too, and leaves the CPU as it is.
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.manual_seed(1)
    planned = workload.planned(job, arguments.network)
    images, labels = (torch.from_numpy(array).to(arguments.device) for array in workload.images_and_labels(job))
    batch = plan["config"]["batchSize"]
    model = build(planned["network"], plan["height"], plan["width"]).to(arguments.device)
    memory_format = torch.contiguous_format
    if any(isinstance(layer, nn.Conv2d) for layer in model):
        memory_format = faster_memory_format(model, plan, planned["optimizer"], images[:batch], labels[:batch])
    trainer = Trainer(
        model.to(memory_format=memory_format),
        plan,
        planned["optimizer"],
        arguments.compile or arguments.reduce_overhead or arguments.graph,
        "reduce-overhead" if arguments.reduce_overhead else None,
        arguments.graph,
    )
    if arguments.graph:
        trainer = Replay(trainer)

    first_step_at = None
    speeds = []
    losses = []
    for _ in range(plan["warmUpEpochs"] + plan["config"]["epochs"]):
        start = time.perf_counter()
        total = torch.zeros((), device=arguments.device)
        for indices in torch.randperm(len(images), device=arguments.device).split(batch):
            total += len(indices) * trainer.step(images[indices], labels[indices])
            if first_step_at is None:
                total.item()
                first_step_at = time.time()
        losses.append(total.item() / len(images))
        speeds.append(len(images) / (time.perf_counter() - start))
    workload.report(
        parameterCount=planned["network"]["parameterCount"],
        imagesPerSecond=speeds[plan["warmUpEpochs"] :],
        losses=losses[plan["warmUpEpochs"] :],
        firstStepAt=first_step_at,
        settings={"device": arguments.device, "threads": job["threads"], "memoryFormat": str(memory_format).removeprefix("torch.")},
        versions={"torch": torch.__version__},
    )


main()
