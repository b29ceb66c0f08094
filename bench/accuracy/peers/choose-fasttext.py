"""Chooses fastText's settings on training parts alone; its result stands in fasttext-settings.json.

`choose-fasttext.py <folder of the data sets> <few|many>`: for each of a few sets, draws of a training part are learned and the
rest of the same training part is judged, for a grid of settings; prints accuracy (micro-F1 for multi-label) by setting.
Test parts are not opened. Found, as mean over the sets: few: 100 passes at lr 1 with characters 3-5, words alone 59.3
(lr 0.5: 58.0; without characters 53.5); many: 25 passes at lr 1 with word pairs, without characters 74.2 (with them 69.3;
lr 0.5: 68.5), which is also the fastest by two to four times.
"""
import gzip
import importlib.util
import itertools
import json
import os
import random
import sys
import tempfile

import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location("fasttext_peer", os.path.join(here, "fasttext-peer.py"))
peer = importlib.util.module_from_spec(spec)
spec.loader.exec_module(peer)

# set, texts learned (None: four fifths), texts judged at most
CASES = [("banking77", 770, 1500), ("trec", 60, 1000), ("ag_news", 256, 1000)], [
    ("banking77", 5000, 2000),
    ("ag_news", None, 1000),
    ("trec_fine", None, 1000),
    ("newsgroups20", 1500, 500),
    ("reuters21578", 2000, 1000),
]
FEW = itertools.product((0.25, 0.5, 1.0), (50, 100, 200), (1, 2), (0, 3))
MANY = itertools.product((0.25, 0.5, 1.0), (25,), (2,), (0, 3))


def judge(folder, name, learned, judged, settings):
    with gzip.open(os.path.join(folder, name, "train.jsonl.gz"), "rt", encoding="utf8") as file:
        documents = [json.loads(line) for line in file]
    random.Random(1).shuffle(documents)
    classes = sorted({label for one in documents for label in one["labels"]})
    labels = [[classes.index(label) for label in one["labels"]] for one in documents]
    texts = [one["text"] for one in documents]
    cut = learned or len(texts) * 4 // 5
    multi = any(len(own) != 1 for own in labels)
    loss = "ova" if multi else "softmax"
    model, cpu = peer.train(os.path.join(tempfile.gettempdir(), "choose-fasttext.txt"), texts[:cut], labels[:cut], loss=loss, **settings)
    scores = peer.scores_of(model, texts[cut : cut + judged], len(classes))
    truth = labels[cut : cut + judged]
    if not multi:
        return float(np.mean([own == [best] for own, best in zip(truth, scores.argmax(axis=1))])), cpu
    both = sum(int(scores[row, c] >= 0.5) for row, own in enumerate(truth) for c in own)
    return 2 * both / (int((scores >= 0.5).sum()) + sum(map(len, truth))), cpu


def main():
    folder, part = sys.argv[1:]
    cases, grid = (CASES[0], FEW) if part == "few" else (CASES[1], MANY)
    for lr, epoch, words, least in grid:
        settings = {"lr": lr, "epoch": epoch, "wordNgrams": words, "minn": least, "maxn": 5 if least else 0}
        always = {"thread": 1, "seed": 1, "verbose": 0, "bucket": 200000, "dim": 100}
        row = [judge(folder, *case, {**always, **settings}) for case in cases]
        mean = sum(score for score, _ in row) / len(row)
        print(f"{settings}: " + " ".join(f"{s:.3f} ({c:.1f}s)" for s, c in row) + f" mean {mean:.3f}", flush=True)


if __name__ == "__main__":
    main()
