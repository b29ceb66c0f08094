"""fastText as a peer: `fasttext-peer.py <fit|predict> <job.json> <answer.json>`.

Texts are lower-cased and their punctuation cut off, as its tutorial does. Settings: fasttext-settings.json, chosen by
choose-fasttext.py on training parts alone.
"""
import json
import os
import random
import re
import sys
from importlib.metadata import version

import fasttext
import numpy as np

from peer_io import cpu_seconds, peak_rss, read_lines, write_scores

SETTINGS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fasttext-settings.json")
punctuation = re.compile(r"([^\w\s])")


def clean(text):
    return " ".join(punctuation.sub(r" \1 ", text.lower()).split())


def settings_for(documents, multi):
    with open(SETTINGS, encoding="utf8") as file:
        settings = json.load(file)
    own = settings["few" if documents < settings["border"] else "many"]
    return {**settings["always"], **own, "loss": "ova" if multi else "softmax"}


def train(train_file, texts, labels, **settings):
    lines = [" ".join([f"__label__{c}" for c in own] + [clean(text)]) for text, own in zip(texts, labels)]
    # It learns in the order of the file, and some sets are sorted by class: 15 points on Banking77.
    random.Random(1).shuffle(lines)
    with open(train_file, "w", encoding="utf8") as file:
        file.write("\n".join(lines) + "\n")
    start = cpu_seconds()
    model = fasttext.train_supervised(input=train_file, **settings)
    return model, cpu_seconds() - start


def scores_of(model, texts, classes):
    """All classes for all texts, past the Python wrapper: with today's NumPy its single form fails and its list form
    repeats the first probability."""
    scores = np.zeros((len(texts), classes), dtype=np.float32)
    for row, text in enumerate(texts):
        for value, name in model.f.predict(clean(text) + "\n", -1, 0.0, "strict"):
            scores[row, int(name[len("__label__"):])] = value
    return np.clip(scores, 0, 1)


def fit(job):
    answers = []
    for run in job["runs"]:
        texts, labels = read_lines(run["train"])
        settings = settings_for(len(texts), job["kind"] == "multi")
        model, cpu = train(run["model"] + ".txt", texts, labels, **settings)
        model.save_model(run["model"])
        os.remove(run["model"] + ".txt")
        answers.append({"cpu": cpu, "modelBytes": os.path.getsize(run["model"])})
    return answers


def predict(job):
    answers = []
    for run in job["runs"]:
        model = fasttext.load_model(run["model"])
        tests = []
        for test in run["tests"]:
            texts, _ = read_lines(test["texts"])
            start = cpu_seconds()
            scores = scores_of(model, texts, len(job["classes"]))
            tests.append({"cpu": cpu_seconds() - start})
            write_scores(test["scores"], scores, scores >= 0.5 if job["kind"] == "multi" else None)
        answers.append({"tests": tests})
    return answers


def main():
    step, job_file, answer_file = sys.argv[1:]
    with open(job_file, encoding="utf8") as file:
        job = json.load(file)
    runs = fit(job) if step == "fit" else predict(job)
    versions = {"fastText": version("fasttext-wheel"), "Python": ".".join(map(str, sys.version_info[:3]))}
    with open(answer_file, "w", encoding="utf8") as file:
        json.dump({"versions": versions, "peakRss": peak_rss(), "runs": runs}, file)


if __name__ == "__main__":
    main()
