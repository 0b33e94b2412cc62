#!/usr/bin/python3
"""Scores of our isolation forest against scikit-learn's, from the same features, on generated traffic with anomalies put into it.

A day of ordinary traffic is learned; another day is judged, in which every twelfth vessel has been altered: moved off her lane, turned against it,
or made to wander slowly. Both forests have 100 trees of 256 windows. Asserted: the ranks of the scores agree (Spearman at least 0.8), and ours tells
altered vessels from others as well as scikit-learn's does (area under the ROC curve within 0.05), and better than chance (at least 0.7).
"""

import csv
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from scipy.stats import spearmanr
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

SHIPS = 150
LEAST_RANK_CORRELATION = 0.8
MOST_AUC_DIFFERENCE = 0.05
# Half is chance; many an altered ship lies in port and shows nothing. What counts is that both forests find the same.
LEAST_AUC = 0.7


def simulate(program, folder, seed):
    path = folder / f"background-{seed}.csv"
    subprocess.run(
        [program, "simulate", "--scenario", "background", "--background", str(SHIPS), "--hours", "24", "--seed", str(seed), "--output", path],
        check=True, stderr=subprocess.DEVNULL)
    return path


def alter(source, target):
    """Puts anomalies into traffic; the altered vessels."""
    with open(source, newline="") as rows:
        table = list(csv.reader(rows))
    column = {name.lstrip("# "): place for place, name in enumerate(table[0])}
    vessels = sorted({row[column["MMSI"]] for row in table[1:] if row[column["Type of mobile"]] == "Class A"})
    altered = {mmsi: number % 3 for number, mmsi in enumerate(vessels[::12])}
    draw = random.Random(1)
    for row in table[1:]:
        how = altered.get(row[column["MMSI"]])
        if how == 0:
            row[column["Latitude"]] = f"{float(row[column['Latitude']]) + 0.35:.6f}" if float(row[column["Latitude"]]) < 90 else row[column["Latitude"]]
        elif how == 1 and row[column["COG"]]:
            row[column["COG"]] = f"{(float(row[column['COG']]) + 180) % 360:.1f}"
        elif how == 2 and row[column["COG"]] and row[column["SOG"]]:
            row[column["COG"]] = f"{draw.uniform(0, 359.9):.1f}"
            row[column["SOG"]] = f"{1.5 + float(row[column['SOG']]) * 0.2:.1f}"
    with open(target, "w", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(table)
    return {int(mmsi) for mmsi in altered}


def learn(program, arguments):
    run = subprocess.run([program, "learn", *map(str, arguments)], stderr=subprocess.PIPE, text=True)
    if run.returncode not in (0, 3):
        sys.exit(f"learn failed: {run.stderr}")


def read(path):
    with open(path, newline="") as rows:
        table = list(csv.DictReader(rows))
    names = [name for name in table[0] if name not in ("mmsi", "end", "class", "score", "quantile")]
    features = numpy.array([[float(row[name]) for name in names] for row in table])
    return numpy.array([int(row["mmsi"]) for row in table]), features, numpy.array([float(row["score"]) for row in table])


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        altered = alter(simulate(program, folder, 52), folder / "altered.csv")
        learn(program, ["--input", simulate(program, folder, 51), "--output", folder / "sea.model", "--features", folder / "learned.csv"])
        learn(program, ["--base", folder / "sea.model", "--input", folder / "altered.csv", "--features", folder / "judged.csv"])
        _, learned, _ = read(folder / "learned.csv")
        mmsi, judged, ours = read(folder / "judged.csv")

    theirs = -IsolationForest(n_estimators=100, max_samples=256, random_state=1).fit(learned).score_samples(judged)
    truth = numpy.isin(mmsi, list(altered))
    correlation = spearmanr(ours, theirs)[0]
    our_auc, their_auc = roc_auc_score(truth, ours), roc_auc_score(truth, theirs)
    print(f"{len(learned)} windows learned, {len(judged)} judged, {truth.sum()} of altered vessels, {judged.shape[1]} features")
    print(f"rank correlation {correlation:.3f} (least {LEAST_RANK_CORRELATION}), scores differ by {numpy.abs(ours - theirs).mean():.3f} on average")
    print(f"area under the ROC curve: ours {our_auc:.3f}, scikit-learn {their_auc:.3f} (difference at most {MOST_AUC_DIFFERENCE}, least {LEAST_AUC})")
    if truth.sum() < 100 or correlation < LEAST_RANK_CORRELATION or abs(our_auc - their_auc) > MOST_AUC_DIFFERENCE or our_auc < LEAST_AUC:
        sys.exit("the forests do not agree")


if __name__ == "__main__":
    main()
