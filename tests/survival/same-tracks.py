#!/usr/bin/env python3
"""Holds two stores against each other: both whole, with the same positions, each once. Usage: same-tracks.py UNDISTURBED DISTURBED"""
import sqlite3
import sys


def positions(path):
    store = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    whole = store.execute("PRAGMA integrity_check").fetchone()[0]
    if whole != "ok":
        sys.exit(f"{path} is damaged: {whole}")
    return set(store.execute("SELECT * FROM position"))


calm, wild = positions(sys.argv[1]), positions(sys.argv[2])
print(f"{len(calm)} positions in the undisturbed store, {len(wild)} in the other, {len(calm - wild)} missing, {len(wild - calm)} added")
sys.exit(0 if calm and calm == wild else 1)
