"""What the Python peers share: reading the job's texts, writing scores, and their own use of the machine."""
import json
import resource

import numpy as np


def read_lines(path):
    texts, labels = [], []
    with open(path, encoding="utf8") as file:
        for line in file:
            document = json.loads(line)
            texts.append(document["text"])
            labels.append(document["labels"])
    return texts, labels


def labels_of(labels, classes):
    y = np.zeros((len(labels), classes), dtype=np.int8)
    for row, own in enumerate(labels):
        y[row, own] = 1
    return y


def write_scores(path, scores, predicted=None):
    """Float32 probabilities, one row a document; multi-label also which classes are answered, one byte each."""
    np.asarray(scores, dtype="<f4").tofile(path)
    if predicted is not None:
        np.asarray(predicted, dtype=np.uint8).tofile(path + ".predicted")


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak_rss():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
