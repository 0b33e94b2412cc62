#!/usr/bin/env python3
"""Holds two stores against each other: both whole, with the same positions, each once, whether they lie in rows or in blocks. Usage: same-tracks.py PROGRAM UNDISTURBED DISTURBED"""
import json
import subprocess
import sys


def positions(program, path):
    verified = subprocess.run(["dotnet", program, "store", "verify", "--store", path], capture_output=True, text=True)
    if verified.returncode != 0:
        sys.exit(f"{path} is damaged: {verified.stdout}{verified.stderr}")
    exported = subprocess.run(["dotnet", program, "store", "export", "--store", path], capture_output=True, text=True)
    if exported.returncode != 0:
        sys.exit(f"{path} cannot be exported: {exported.stderr}")
    lines = [line for line in exported.stdout.splitlines() if "latitude" in json.loads(line)]
    if len(lines) != len(set(lines)):
        sys.exit(f"{path} has {len(lines) - len(set(lines))} positions twice")
    return set(lines)


calm, wild = (positions(sys.argv[1], path) for path in sys.argv[2:4])
print(f"{len(calm)} positions in the undisturbed store, {len(wild)} in the other, {len(calm - wild)} missing, {len(wild - calm)} added")
sys.exit(0 if calm and calm == wild else 1)
