"""How C in sklearn-settings.json was chosen: `choose-sklearn.py <data folder> <few|many|multi> [learner…]`.

As choose-fasttext.py, on the same cases: a part of each training part is learned, the rest of it is judged; prints accuracy
(micro-F1 for multi-label) by C, with the peer's own features and learners. Test parts are not opened. Found, as mean over
the sets: liblinear few: C=10 64.3, 30 64.9, 100 65.0; many: 3 85.0, 10 85.1, 30 85.0; multi (0.5 is its threshold): 10 80.7,
100 82.6, 300 83.2, 1000 83.4, which is left for its time. svc few: 0.3 61.9, 1 62.5, 3 62.4; many: 0.3 85.0, 1 85.1, 3 84.8;
multi: 0.3 83.6, 1 84.3, 3 84.3. lbfgs (few: 10 64.2, 30 64.5, 100 64.8) takes those of liblinear.
"""
import gzip
import importlib.util
import json
import os
import random
import sys

import numpy as np

from peer_io import cpu_seconds

here = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location("sklearn_peer", os.path.join(here, "sklearn-peer.py"))
peer = importlib.util.module_from_spec(spec)
spec.loader.exec_module(peer)

# set, texts learned (None: four fifths), texts judged at most
CASES = {
    "few": [("banking77", 770, 1500), ("trec", 60, 1000), ("ag_news", 256, 1000)],
    "many": [
        ("banking77", 5000, 2000),
        ("ag_news", None, 1000),
        ("trec_fine", None, 1000),
        ("newsgroups20", 1500, 500),
    ],
    "multi": [("reuters21578", 2000, 1000), ("cooking_tags", None, 1000)],
}
GRID = {"liblinear": (1, 3, 10, 30, 100, 300), "lbfgs": (1, 3, 10, 30, 100, 300), "svc": (0.1, 0.3, 1, 3, 10)}


class Case:
    """One split of a training part, its features extracted once for the whole grid."""

    def __init__(self, folder, multi, name, learned, judged):
        with gzip.open(os.path.join(folder, name, "train.jsonl.gz"), "rt", encoding="utf8") as file:
            documents = [json.loads(line) for line in file]
        random.Random(1).shuffle(documents)
        classes = sorted({label for one in documents for label in one["labels"]})
        labels = [[classes.index(label) for label in one["labels"]] for one in documents]
        texts = [one["text"] for one in documents]
        cut = learned or len(texts) * 4 // 5
        self.classes = len(classes)
        self.multi = multi
        union = peer.features(cut)
        self.x = union.fit_transform(texts[:cut])
        self.labels = labels[:cut]
        self.held = union.transform(texts[cut : cut + judged])
        self.truth = labels[cut : cut + judged]

    def judge(self, name, cost):
        start = cpu_seconds()
        model = peer.learn(name, cost, self.x, self.labels, self.classes, self.multi)
        cpu = cpu_seconds() - start
        if not self.multi:
            best = peer.answer_single(model, self.held, self.classes).argmax(axis=1)
            return float(np.mean([own == [one] for own, one in zip(self.truth, best)])), cpu
        _, predicted = model.answer(self.held)
        both = sum(int(predicted[row, c]) for row, own in enumerate(self.truth) for c in own)
        return 2 * both / (int(predicted.sum()) + sum(map(len, self.truth))), cpu


def main():
    folder, part, *wanted = sys.argv[1:]
    cases = [Case(folder, part == "multi", *case) for case in CASES[part]]
    print(part, *(case[0] for case in CASES[part]))
    for name in wanted or GRID:
        for cost in GRID[name]:
            row = [case.judge(name, cost) for case in cases]
            mean = sum(score for score, _ in row) / len(row)
            print(f"{name} C={cost}: " + " ".join(f"{s:.3f} ({c:.1f}s)" for s, c in row) + f" mean {mean:.3f}", flush=True)


if __name__ == "__main__":
    main()
