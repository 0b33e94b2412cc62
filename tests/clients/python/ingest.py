"""The official Python client (grpcio) that pushes traffic and replays a recording. Usage: ingest.py HOST:PORT DESCRIPTOR_SET; see harness.py.

A line of JSON on standard input says what: {"lines": [NMEA ...], "totals": [received, stored, duplicates, parts, rejected, unused], "recording": ...}.
Events of the replay are given back in their wire form.
"""

import base64
import json
import queue
import sys

import grpc

from harness import Service, case, channel, equal, fails, message, run

BATCH = 500
PATIENCE_SECONDS = 20
PushReportsRequest = message("maritimewatch.v1.PushReportsRequest")
StreamReportsRequest = message("maritimewatch.v1.StreamReportsRequest")
PushedReport = message("maritimewatch.v1.PushedReport")
ReplayPlan = message("maritimewatch.v1.ReplayPlan")
StartReplayRequest = message("maritimewatch.v1.StartReplayRequest")
PaceReplayRequest = message("maritimewatch.v1.PaceReplayRequest")
StopReplayRequest = message("maritimewatch.v1.StopReplayRequest")
GetReplayRequest = message("maritimewatch.v1.GetReplayRequest")
ListReplaysRequest = message("maritimewatch.v1.ListReplaysRequest")
WatchReplayRequest = message("maritimewatch.v1.WatchReplayRequest")
PAUSED, COMPLETED, STOPPED = 2, 3, 4
MALFORMED, BAD_CHECKSUM, BAD_MMSI = 4, 3, 12
ingest = Service(channel, "maritimewatch.v1.IngestService")
replays = Service(channel, "maritimewatch.v1.ReplayService")
plan = json.loads(sys.stdin.readline())
REPORTS = [PushedReport(nmea_line=line.encode("latin-1")) for line in plan["lines"]]


def batches():
    return [REPORTS[first : first + BATCH] for first in range(0, len(REPORTS), BATCH)]


def numbers(totals):
    return [totals.received, totals.stored, totals.duplicates, totals.parts, totals.rejected, totals.unused]


@case
def push_reports():
    answer = ingest.PushReports((PushReportsRequest(reports=batch) for batch in batches()), timeout=PATIENCE_SECONDS)
    equal(numbers(answer.totals), plan["totals"])
    equal(answer.acknowledged_index, len(REPORTS))


@case
def stream_reports():
    waiting = queue.Queue()
    call = ingest.StreamReports(iter(waiting.get, None), timeout=PATIENCE_SECONDS)
    acknowledged = []
    for batch in batches():
        waiting.put(StreamReportsRequest(reports=batch))
        answer = next(call)
        acknowledged.append(answer.acknowledged_index)
    waiting.put(None)
    equal(list(call), [])
    equal(acknowledged[-1], len(REPORTS))
    equal(acknowledged, sorted(acknowledged))
    equal(answer.totals.received, len(REPORTS))


@case
def rejections_are_values():
    bad = [PushedReport(nmea_line=b"!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*00"), PushedReport(), PushedReport()]
    bad[1].position.mmsi = 0
    answer = ingest.PushReports(iter([PushReportsRequest(reports=bad)]), timeout=PATIENCE_SECONDS)
    equal(numbers(answer.totals), [3, 0, 0, 0, 3, 0])
    equal([(each.index, each.reason) for each in answer.first_rejected], [(1, BAD_CHECKSUM), (2, BAD_MMSI), (3, MALFORMED)])


@case
def batches_out_of_bounds():
    fails(grpc.StatusCode.INVALID_ARGUMENT, lambda: ingest.PushReports(iter([PushReportsRequest()]), timeout=PATIENCE_SECONDS))


def start(**wanted):
    return replays.StartReplay(StartReplayRequest(plan=ReplayPlan(recording=plan["recording"], **wanted))).replay.replay_id


@case
def replay():
    seen = list(replays.WatchReplay(WatchReplayRequest(replay_id=start()), timeout=PATIENCE_SECONDS))
    equal((seen[0].WhichOneof("message"), seen[-1].WhichOneof("message")), ("progress", "end"))
    equal((seen[-1].end.state, seen[-1].end.summary.rows_read), (COMPLETED, len(REPORTS)))
    return {"events": [base64.b64encode(each.SerializeToString()).decode() for each in seen if each.HasField("event")]}


@case
def pace_and_stop():
    replay_id = start(speed=0.001)
    equal(replays.PaceReplay(PaceReplayRequest(replay_id=replay_id, paused=True)).replay.state, PAUSED)
    equal(replays.ListReplays(ListReplaysRequest()).replays[0].replay_id, replay_id)
    equal(replays.StopReplay(StopReplayRequest(replay_id=replay_id)).replay.state, STOPPED)
    fails(grpc.StatusCode.NOT_FOUND, lambda: replays.GetReplay(GetReplayRequest(replay_id="replay-none")))
    outside = StartReplayRequest(plan=ReplayPlan(recording="../outside"))
    fails(grpc.StatusCode.INVALID_ARGUMENT, lambda: replays.StartReplay(outside))


run()
