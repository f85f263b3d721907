#!/usr/bin/env python3
"""Trains the catalogue's networks with PyTorch (eager, torch.compile) and JAX (jit, a loop of steps).

Prints one line of JSON a side and case, as the Java sides do: microseconds a training step.
    python3 peers.py --sides torch,compile,jax --data FOLDER mlp-small-128 cnn-small-32+dropout0.2:1024:tf32
A case may say its batch size and its precision; else they are those of --batch-size and --precision.
A side whose library is missing is left out with a message. Like Atelier, every side keeps the images
on the device and reads the loss once a chunk of steps, and uses TF32 on a GPU only where it is told to.
"""
import argparse
import gzip
import json
import os
import re
import statistics
import struct
import sys
import time

import numpy as np

CASES = ("mlp-small-128 mlp-large-128 mlp-small-128+dropout0.2 "
         "cnn-small-32 cnn-medium-64-128 cnn-large-64-128-256").split()
CLASSES = 10
RATES = {"sgd": 0.01, "adam": 0.001}
MOMENTUM = 0.8
WARM_UP_SECONDS = 1.0
CHUNK_SECONDS = 0.1
PRECISIONS = ("float32", "tf32", "bfloat16")


class Case:
    """A network and how it is trained: MODEL[+sgd|+adam][+dropoutRATE][:BATCH:PRECISION]."""

    def __init__(self, text, batch, precision):
        self.text = text
        network, *cell = text.split(":")
        if cell:
            if len(cell) != 2 or not cell[0].isdigit() or cell[1] not in PRECISIONS:
                sys.exit(f"peers.py: a case ends with :BATCH:PRECISION or neither, got {text}")
            batch, precision = int(cell[0]), cell[1]
        self.batch, self.precision = batch, precision
        model, *changes = network.split("+")
        mlp = re.fullmatch(r"mlp-(small|medium|large)-(\d+)(-he)?", model)
        cnn = re.fullmatch(r"cnn-(?:small|medium|large)-(\d+(?:-\d+)*)(?:-dense(\d+))?", model)
        if mlp:
            layers = 1 + ["small", "medium", "large"].index(mlp[1])
            self.filters, self.hidden, self.optimizer = [], [int(mlp[2])] * layers, "sgd"
        elif cnn:
            self.filters = [int(filters) for filters in cnn[1].split("-")]
            self.hidden, self.optimizer = [int(cnn[2])] if cnn[2] else [], "adam"
        else:
            sys.exit(f"peers.py: unknown model '{model}'")
        self.model, self.dropout = model, 0.0
        for change in changes:
            if change in RATES:
                self.optimizer = change
            elif re.fullmatch(r"dropout0?\.\d+", change):
                self.dropout = float(change[len("dropout"):])
            else:
                sys.exit(f"peers.py: a case needs MODEL[+sgd|+adam][+dropout0.2], got {text}")

    def flat(self):
        """Values an image has when it reaches the first dense layer."""
        size = 28
        for _ in self.filters:
            size = -(-size // 2)
        return size * size * self.filters[-1] if self.filters else 784


class Pace:
    """Times chunks of steps; reading the loss, which waits for the device, ends a chunk."""

    def __init__(self, seconds):
        self.seconds, self.warm_up = seconds, max(WARM_UP_SECONDS, seconds / 2)
        self.chunks, self.losses, self.first_loss = [], [], None
        self.steps, self.start, self.first_read = 0, 0.0, 0.0

    def goes_on(self):
        return sum(took for _, took in self.chunks) < self.seconds

    def due(self):
        return self.first_loss is None or time.perf_counter() - self.start >= CHUNK_SECONDS

    def read(self, loss):
        now = time.perf_counter()
        if self.first_loss is None:
            self.first_loss, self.first_read = loss, now
        elif self.start - self.first_read >= self.warm_up:
            self.chunks.append((self.steps, now - self.start))
            self.losses.append(loss)
        self.start, self.steps = now, 0

    def report(self, side, case):
        steps = sum(steps for steps, _ in self.chunks)
        seconds = sum(took for _, took in self.chunks)
        print(json.dumps({
            "side": side,
            "cell": case.text,
            "setting": {"model": case.model, "optimizer": case.optimizer,
                        "dropout": case.dropout, "batchSize": case.batch,
                        "precision": case.precision},
            "medianMicros": statistics.median(took / n * 1e6 for n, took in self.chunks),
            "meanMicros": seconds / steps * 1e6,
            "steps": steps,
            "firstLoss": self.first_loss,
            "loss": statistics.fmean(self.losses)}), flush=True)


def load(folder):
    """Images [n, 784] of bytes and labels [n]; random ones without a folder."""
    if folder is None:
        draw = np.random.default_rng(0)
        return (draw.integers(0, 256, (45900, 784), dtype=np.uint8),
                draw.integers(0, CLASSES, 45900, dtype=np.int64))
    images = read_idx(os.path.join(folder, "train-images-idx3-ubyte"))
    labels = read_idx(os.path.join(folder, "train-labels-idx1-ubyte"))
    return images.reshape(-1, 784)[:45900], labels[:45900].astype(np.int64)


def read_idx(path):
    plain = os.path.exists(path)
    with (open(path, "rb") if plain else gzip.open(path + ".gz", "rb")) as file:
        content = file.read()
    dimensions = content[3]
    shape = struct.unpack(f">{dimensions}I", content[4:4 + 4 * dimensions])
    return np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


def train_torch(case, images, labels, args, pace, compiled):
    import torch
    from torch import nn
    if args.device == "gpu" and not torch.cuda.is_available():
        raise RuntimeError("PyTorch finds no GPU")
    device = torch.device("cuda" if args.device == "gpu" else "cpu")
    if args.threads:
        torch.set_num_threads(args.threads)
    torch.set_float32_matmul_precision("high" if case.precision == "tf32" else "highest")
    torch.backends.cudnn.allow_tf32 = case.precision == "tf32"
    torch.backends.cudnn.benchmark = True
    layers = [] if case.filters else [nn.Flatten()]
    channels = 1
    for filters in case.filters:
        layers += [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU(),
                   nn.MaxPool2d(2, ceil_mode=True)]
        channels = filters
    layers += [nn.Flatten()] if case.filters else []
    size = case.flat()
    for units in case.hidden + [CLASSES]:
        layers += [nn.Dropout(case.dropout)] if case.dropout else []
        layers += [nn.Linear(size, units), nn.ReLU()]
        size = units
    network = nn.Sequential(*layers[:-1]).to(device).train()
    if case.optimizer == "sgd":
        optimizer = torch.optim.SGD(network.parameters(), RATES["sgd"], MOMENTUM, nesterov=True,
                                    fused=True)
    else:
        optimizer = torch.optim.Adam(network.parameters(), RATES["adam"], fused=True)
    cross_entropy = nn.CrossEntropyLoss()

    def loss_of(inputs, targets):
        with torch.autocast(device.type, torch.bfloat16, enabled=case.precision == "bfloat16"):
            return cross_entropy(network(inputs), targets)

    if compiled:  # on a GPU with CUDA graphs, which pay for networks as small as these
        loss_of = torch.compile(loss_of, mode="reduce-overhead" if device.type == "cuda" else None)
    inputs = torch.from_numpy(images.astype(np.float32) / 255).reshape(-1, 1, 28, 28).to(device)
    targets = torch.from_numpy(labels).to(device)
    while pace.goes_on():
        order = torch.randperm(len(labels), device=device)
        for start in range(0, len(labels) - case.batch + 1, case.batch):
            due = pace.due()
            rows = order[start:start + case.batch]
            loss = loss_of(inputs[rows], targets[rows])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            pace.steps += 1
            if due:
                pace.read(loss.item())
                if not pace.goes_on():
                    return


def train_jax(case, images, labels, args, pace):
    import jax
    import jax.numpy as jnp
    from jax import lax
    jax.config.update("jax_default_matmul_precision",
                      "tensorfloat32" if case.precision == "tf32" else "float32")
    device = jax.devices("gpu" if args.device == "gpu" else "cpu")[0]
    batch, rate = case.batch, RATES[case.optimizer]
    factor = jnp.bfloat16 if case.precision == "bfloat16" else jnp.float32

    def glorot(key, shape, fan_in, fan_out):
        limit = (6 / (fan_in + fan_out)) ** 0.5
        return jax.random.uniform(key, shape, minval=-limit, maxval=limit)

    def initial(key):
        weights, channels = [], 1
        for filters in case.filters:
            key, use = jax.random.split(key)
            kernel = glorot(use, (3, 3, channels, filters), 9 * channels, 9 * filters)
            weights.append((kernel, jnp.zeros(filters)))
            channels = filters
        size = case.flat()
        for units in case.hidden + [CLASSES]:
            key, use = jax.random.split(key)
            weights.append((glorot(use, (size, units), size, units), jnp.zeros(units)))
            size = units
        return weights

    def logits(weights, values, key):
        if case.filters:
            values = values.reshape(-1, 28, 28, 1)
        for kernel, bias in weights[:len(case.filters)]:
            values = lax.conv_general_dilated(
                values.astype(factor), kernel.astype(factor), (1, 1), "SAME",
                dimension_numbers=("NHWC", "HWIO", "NHWC")).astype(jnp.float32)
            values = lax.reduce_window(jax.nn.relu(values + bias), -jnp.inf, lax.max,
                                       (1, 2, 2, 1), (1, 2, 2, 1), "SAME")
        values = values.reshape(values.shape[0], -1)
        dense = weights[len(case.filters):]
        for i, (kernel, bias) in enumerate(dense):
            if case.dropout:
                key, use = jax.random.split(key)
                kept = jax.random.bernoulli(use, 1 - case.dropout, values.shape)
                values = jnp.where(kept, values / (1 - case.dropout), 0)
            values = (values.astype(factor) @ kernel.astype(factor)).astype(jnp.float32) + bias
            if i < len(dense) - 1:
                values = jax.nn.relu(values)
        return values

    def loss_of(weights, values, targets, key):
        logs = jax.nn.log_softmax(logits(weights, values, key))
        return -jnp.mean(jnp.take_along_axis(logs, targets[:, None], axis=1))

    def moved(weight, gradient, slots, t):
        if case.optimizer == "sgd":
            velocity = slots[0] * MOMENTUM - rate * gradient
            return weight + velocity * MOMENTUM - rate * gradient, (velocity, slots[1])
        mean = 0.9 * slots[0] + 0.1 * gradient
        square = 0.999 * slots[1] + 0.001 * gradient * gradient
        alpha = rate * jnp.sqrt(1 - 0.999 ** t) / (1 - 0.9 ** t)
        return weight - alpha * mean / (jnp.sqrt(square) + 1e-7), (mean, square)

    def steps(weights, slots, inputs, targets, order, key, begin, end):
        def step(i, carry):
            weights, slots, _ = carry
            rows = lax.dynamic_slice(order, ((i % (len(labels) // batch)) * batch,), (batch,))
            loss, gradients = jax.value_and_grad(loss_of)(
                weights, inputs[rows].astype(jnp.float32) / 255, targets[rows],
                jax.random.fold_in(key, i))
            flat, tree = jax.tree_util.tree_flatten(weights)
            pairs = [moved(w, g, s, (i + 1).astype(jnp.float32)) for w, g, s in
                     zip(flat, jax.tree_util.tree_leaves(gradients), slots)]
            return (jax.tree_util.tree_unflatten(tree, [w for w, _ in pairs]),
                    [s for _, s in pairs], loss)
        return lax.fori_loop(begin, end, step, (weights, slots, jnp.float32(0)))

    with jax.default_device(device):
        key = jax.random.PRNGKey(0)
        weights = initial(key)
        slots = [(jnp.zeros_like(w), jnp.zeros_like(w)) for w in jax.tree_util.tree_leaves(weights)]
        inputs, targets = jnp.asarray(images), jnp.asarray(labels.astype(np.int32))
        run = jax.jit(steps, donate_argnums=(0, 1))
        done, chunk, epoch, order = 0, 8, -1, None
        per_epoch = len(labels) // batch
        while pace.goes_on():
            if done // per_epoch != epoch:
                epoch = done // per_epoch
                order = jax.random.permutation(jax.random.fold_in(key, epoch), len(labels))
            count = min(chunk, (epoch + 1) * per_epoch - done)
            started = time.perf_counter()
            weights, slots, loss = run(weights, slots, inputs, targets, order, key,
                                       jnp.int32(done), jnp.int32(done + count))
            read = float(loss)
            done += count
            pace.steps += count
            if pace.due():
                pace.read(read)
            each = (time.perf_counter() - started) / count
            chunk = int(max(1, min(2 * CHUNK_SECONDS / each, 8 * count)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("models", nargs="*", default=CASES, 
                        metavar="MODEL[+sgd|+adam][+dropoutRATE][:BATCH:PRECISION]")
    parser.add_argument("--sides", default="torch,compile,jax")
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=4, help="measured, after warming up")
    parser.add_argument("--threads", type=int, default=0, help="of PyTorch's CPU; 0: its choice")
    parser.add_argument("--device", choices=("gpu", "cpu"), default="gpu")
    parser.add_argument("--precision", choices=PRECISIONS, default="float32",
                        help="of matrix products and convolutions on a GPU")
    parser.add_argument("--data", metavar="FOLDER", help="Fashion-MNIST's idx files; else random bytes")
    args = parser.parse_args()
    sides = {
        "torch": lambda *given: train_torch(*given, compiled=False),
        "compile": lambda *given: train_torch(*given, compiled=True),
        "jax": train_jax,
    }
    wanted = args.sides.split(",")
    if not set(wanted) <= set(sides):
        sys.exit(f"peers.py: --sides needs some of {','.join(sides)}, got {args.sides}")
    images, labels = load(args.data)
    failed = False
    for case in [Case(text, args.batch_size, args.precision) for text in args.models]:
        for side in wanted:
            pace = Pace(args.seconds)
            try:
                sides[side](case, images, labels, args, pace)
                pace.report(side, case)
            except Exception as error:  # whatever a side's library throws, the others go on
                failed = True
                print(f"peers.py: {side} left out: {' '.join(str(error).split())}", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
