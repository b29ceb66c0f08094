"""scikit-learn as a peer: `sklearn-peer.py <lbfgs|liblinear|svc> <fit|predict> <job.json> <answer.json>`.

Features are the same two TF-IDF blocks for all three: words 1-2 and char_wb 3-4, sublinear, each block normalised by
itself; a feature needs two documents (one below 1,000 documents). C: sklearn-settings.json, chosen by choose-sklearn.py
on training parts alone, once for all sets; all else as scikit-learn has it.
"""
import json
import os
import sys

import joblib
import numpy as np
import scipy
import sklearn
from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from peer_io import cpu_seconds, labels_of, peak_rss, read_lines, write_scores

FOLDS = 3
FLOOR = 20
SETTINGS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sklearn-settings.json")


def cost_for(name, documents, multi):
    with open(SETTINGS, encoding="utf8") as file:
        settings = json.load(file)
    return settings["multi" if multi else "few" if documents < settings["border"] else "many"][name]


def features(documents):
    min_df = 2 if documents >= 1000 else 1
    words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b", sublinear_tf=True, min_df=min_df)
    chars = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), sublinear_tf=True, min_df=min_df)
    return FeatureUnion([("words", words), ("chars", chars)])


def logistic(solver, cost):
    one = LogisticRegression(C=cost, solver=solver, max_iter=1000)
    return one if solver == "lbfgs" else OneVsRestClassifier(one)


def best_threshold(scores, truth):
    """The threshold with the best F1 over all cuts between two neighbouring scores."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + truth.sum())
    sorted_scores = scores[order]
    f1[:-1][sorted_scores[:-1] == sorted_scores[1:]] = -1  # no cut inside a tie
    at = int(np.argmax(f1))
    return float(sorted_scores[at] if at + 1 == len(order) else (sorted_scores[at] + sorted_scores[at + 1]) / 2)


class MultiLabelSvc:
    """One LinearSVC a class; sigmoids and thresholds from out-of-fold scores.

    A class below 20 positives takes the threshold that is best for all classes together: its own would be noise.
    """

    def __init__(self, cost):
        self.cost = cost

    def fit(self, x, y):
        out = np.zeros(y.shape)
        for train, held in KFold(FOLDS, shuffle=True, random_state=1).split(x):
            out[held] = self.model().fit(x[train], y[train]).decision_function(x[held])
        together = best_threshold(out.ravel(), y.ravel())
        enough = y.sum(axis=0) >= FLOOR
        self.thresholds = [best_threshold(out[:, c], y[:, c]) if enough[c] else together for c in range(y.shape[1])]
        pooled = LogisticRegression(C=1e6).fit(out.reshape(-1, 1), y.ravel())
        self.sigmoids = []
        for c in range(y.shape[1]):
            own = LogisticRegression(C=1e6).fit(out[:, [c]], y[:, c]) if enough[c] else pooled
            self.sigmoids.append((float(own.coef_[0, 0]), float(own.intercept_[0])))
        self.svc = self.model().fit(x, y)
        return self

    def model(self):
        return OneVsRestClassifier(LinearSVC(C=self.cost))

    def answer(self, x):
        raw = self.svc.decision_function(x)
        slope, offset = np.array(self.sigmoids).T
        return 1 / (1 + np.exp(-(slope * raw + offset))), raw >= np.array(self.thresholds)


class OneVsRestLogistic:
    def __init__(self, solver, cost):
        self.model = OneVsRestClassifier(LogisticRegression(C=cost, solver=solver, max_iter=1000))

    def fit(self, x, y):
        self.model.fit(x, y)
        return self

    def answer(self, x):
        scores = self.model.predict_proba(x)
        return scores, scores >= 0.5


def learn(name, cost, x, labels, classes, multi):
    """`labels`: class indices of each document, one of them for single-label."""
    if multi:
        model = MultiLabelSvc(cost) if name == "svc" else OneVsRestLogistic(name, cost)
        return model.fit(x, labels_of(labels, classes))
    y = [one[0] for one in labels]
    if name != "svc":
        return logistic(name, cost).fit(x, y)
    least = min(np.bincount(y)[np.unique(y)])
    # Splits given as a list, because scikit-learn refuses a number of folds that a rare class cannot fill.
    folds = FOLDS if least >= FOLDS else list(KFold(FOLDS, shuffle=True, random_state=1).split(x))
    return CalibratedClassifierCV(LinearSVC(C=cost), cv=folds, ensemble=False).fit(x, y)


def fit(name, job):
    answers = []
    for run in job["runs"]:
        texts, labels = read_lines(run["train"])
        multi = job["kind"] == "multi"
        cost = cost_for(name, len(texts), multi)
        start = cpu_seconds()
        union = features(len(texts))
        x = union.fit_transform(texts)
        extracted = cpu_seconds()
        model = learn(name, cost, x, labels, len(job["classes"]), multi)
        fitted = cpu_seconds()
        joblib.dump((union, model), run["model"])
        answers.append(
            {
                "cpu": fitted - start,
                "extractCpu": extracted - start,
                "modelBytes": os.path.getsize(run["model"]),
            }
        )
    return answers


def spread(scores, known, classes):
    """Columns of the classes that training had, brought to their place among all."""
    all_scores = np.zeros((len(scores), classes))
    all_scores[:, known] = scores
    return all_scores


def margins(model, x):
    raw = model.decision_function(x)
    return np.stack([-raw, raw], axis=1) if raw.ndim == 1 else raw


def answer_single(model, x, classes):
    if hasattr(model, "predict_proba"):
        return spread(model.predict_proba(x), model.classes_, classes)
    raw = margins(model, x)
    raw = np.exp(raw - raw.max(axis=1, keepdims=True))
    return spread(raw / raw.sum(axis=1, keepdims=True), model.classes_, classes)


def predict(job):
    answers = []
    for run in job["runs"]:
        union, model = joblib.load(run["model"])
        tests = []
        for test in run["tests"]:
            texts, _ = read_lines(test["texts"])
            start = cpu_seconds()
            x = union.transform(texts)
            if job["kind"] == "multi":
                scores, predicted = model.answer(x)
            else:
                scores, predicted = answer_single(model, x, len(job["classes"])), None
            tests.append({"cpu": cpu_seconds() - start})
            write_scores(test["scores"], scores, predicted)
        answers.append({"tests": tests})
    return answers


def main():
    name, step, job_file, answer_file = sys.argv[1:]
    with open(job_file, encoding="utf8") as file:
        job = json.load(file)
    runs = fit(name, job) if step == "fit" else predict(job)
    versions = {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__}
    versions["Python"] = ".".join(map(str, sys.version_info[:3]))
    with open(answer_file, "w", encoding="utf8") as file:
        json.dump({"versions": versions, "peakRss": peak_rss(), "runs": runs}, file)


if __name__ == "__main__":
    main()
