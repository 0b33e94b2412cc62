#!/usr/bin/env python3
"""Verifies the audit log of a MaritimeWatch store without any code of MaritimeWatch: docs/audit.md is all it was written from.

usage: verify.py STORE [CHECKPOINTS [PUBLIC.pem]]     exit code 0: whole; 1: changed
"""
import base64, hashlib, json, sqlite3, struct, sys

sha = lambda data: hashlib.sha256(data).digest()


def value(v, is_hash=False):
    if v is None: return b"n"
    if isinstance(v, int): return b"i" + struct.pack(">q", v)
    if isinstance(v, str): v = v.encode(); return b"t" + struct.pack(">I", len(v)) + v
    return b"h" + (v if is_hash else sha(v))


canonical = lambda kind, row, hashes=(): value(kind) + b"".join(value(v, i in hashes) for i, v in enumerate(row))


# ECDSA on P-256 (FIPS 186-5), to need nothing but Python itself.
P, N = 2**256 - 2**224 + 2**192 + 2**96 - 1, 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296, 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def add(a, b):
    if a is None or b is None: return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0: return None
    m = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (m * m - a[0] - b[0]) % P
    return x, (m * (a[0] - x) - a[1]) % P


def times(k, a):
    total = None
    while k:
        if k & 1: total = add(total, a)
        a, k = add(a, a), k >> 1
    return total


def signed(info, statement, signature):
    n = signature[3]
    r, s = int.from_bytes(signature[4:4 + n], "big"), int.from_bytes(signature[6 + n:], "big")
    if not (0 < r < N and 0 < s < N): return False
    key, w = (int.from_bytes(info[-64:-32], "big"), int.from_bytes(info[-32:], "big")), pow(s, -1, N)
    point = add(times(int.from_bytes(sha(statement), "big") * w % N, G), times(r * w % N, key))
    return point is not None and point[0] % N == r


def main(store, checkpoints=None, pem=None):
    problems, hashes, keys, rows = [], {0: bytes(32)}, {}, 0
    db = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    for block in (open(pem).read().split("-----END PUBLIC KEY-----")[:-1] if pem else []):
        info = base64.b64decode(block.split("-----BEGIN PUBLIC KEY-----")[1])
        keys[hashlib.sha256(info).hexdigest()[:16]] = info
    believes_first, covered, entered, runs = not keys, 0, 0, []

    def checkpoint(c, where):
        nonlocal covered
        statement = f"maritimewatch-audit-checkpoint-1\n{c['number']}\n{c['time']}\n{c['hash']}\n".encode()
        if c["key"] not in keys or not signed(keys[c["key"]], statement, base64.b64decode(c["signature"])): problems.append(f"{where}: no good signature")
        elif hashes.get(c["number"], b"").hex() != c["hash"]: problems.append(f"{where}: another hash than entry {c['number']} has")
        else: covered = max(covered, c["number"])

    for row in db.execute("SELECT number, time, action, actor, client, subject, outcome, detail, sequence, content, standing, hash FROM audit_entry ORDER BY number"):
        number, action, subject, detail, sequence, content, stored = row[0], row[2], row[5], row[7], row[8], row[9], row[11]
        hashes[number] = sha(hashes.get(number - 1, b"") + sha(canonical("maritimewatch-audit-1", row[:11], (9, 10))))
        if number != len(hashes) - 1 or hashes[number] != stored: problems.append(f"entry {number}: does not fit")
        if sequence is not None:
            rows += 1
            found = [(table, r) for table, columns in (
                ("alert_event", "sequence, alert_id, revision, state, kind, severity, mmsi, asset_id, since, event_time, payload"),
                ("alert_transition", "sequence, alert_id, action, actor, time, payload, request_id")) for r in db.execute(f"SELECT {columns} FROM {table} WHERE sequence = ?", (sequence,))]
            if len(found) != 1 or sha(canonical(*found[0])) != content: problems.append(f"entry {number}: sequence {sequence} was changed")
        if action in ("service.start", "service.stop"): runs.append((number, action))
        if action == "audit.key":
            entered += 1
            d = json.loads(detail)
            info = base64.b64decode(d["public"])
            statement = f"maritimewatch-audit-key-1\n{d['public']}\n".encode()
            if subject in keys or (believes_first and not keys) or (d.get("previous") in keys and signed(keys[d["previous"]], statement, base64.b64decode(d["signature"]))):
                keys[hashlib.sha256(info).hexdigest()[:16]] = info
            else: problems.append(f"entry {number}: nobody vouches for key {subject}")
        if action == "audit.checkpoint": checkpoint(json.loads(detail), f"entry {number}")
    if db.execute("SELECT (SELECT count(*) FROM alert_event) + (SELECT count(*) FROM alert_transition)").fetchone()[0] != rows: problems.append("there are events that were never entered")
    for status in db.execute("SELECT alert_id, first_sequence, event_sequence, updates, state, state_time, acknowledged_by, assignee, shelved_until, shelve_reason, disposition, severity, seen_severity, escalated_to, priority, is_true, is_touched, timed_from, changed, changed_by FROM alert_status"):
        last = db.execute("SELECT standing FROM audit_entry WHERE sequence = (SELECT max(sequence) FROM (SELECT max(sequence) AS sequence FROM alert_event WHERE alert_id = ?1 UNION ALL SELECT max(sequence) FROM alert_transition WHERE alert_id = ?1))", (status[0],)).fetchone()
        if last is None or last[0] != sha(canonical("alert_status", status)): problems.append(f"alert {status[0]}: how it stands was changed")
    lines = open(checkpoints).read().splitlines() if checkpoints else []
    for line in lines: checkpoint(json.loads(line), "outside")
    # What no signature tells because it was taken away.
    if checkpoints and not lines: problems.append("no checkpoint among those outside")
    if pem and not entered: problems.append("no key was ever entered")
    if pem and not covered: problems.append("no good signature covers anything")
    problems += [f"entry {n}: no signature covers a start after an orderly stop" for (_, before), (n, run) in zip(runs, runs[1:]) if n > covered and (before, run) == ("service.stop", "service.start")]
    head = len(hashes) - 1
    print("\n".join(problems + [f"{head} entries, head {hashes[head].hex()}", "changed" if problems else "whole"]))
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
