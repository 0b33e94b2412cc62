"""The official Python client (grpcio) against the running service. Usage: service.py HOST:PORT DESCRIPTOR_SET; see harness.py.

Watches the feed from its start on; a line of JSON on standard input then says what was played, and the quiet feed is asked the rest:
{"highWater": …, "cut": …, "mmsi": …, "unknownMmsi": …, "from": …, "to": …, "points": …}, times in Unix seconds.
Events are given back in their wire form, so that the test can hold them against the log.
"""

import base64
import json
import sys
import threading
import time

import grpc

from harness import Service, case, channel, equal, fails, message, run

PATIENCE_SECONDS = 20
WatchAlertsRequest = message("maritimewatch.v1.WatchAlertsRequest")
GetTrackRequest = message("maritimewatch.v1.GetTrackRequest")
HealthCheckRequest = message("grpc.health.v1.HealthCheckRequest")
alerts = Service(channel, "maritimewatch.v1.AlertService")
tracks = Service(channel, "maritimewatch.v1.TrackService")


def watch(after=0, seconds=None, nanos=0, timeout=PATIENCE_SECONDS):
    request = WatchAlertsRequest(after_sequence=after)
    if seconds is not None:
        request.heartbeat_interval.seconds = seconds
        request.heartbeat_interval.nanos = nanos
    return alerts.WatchAlerts(request, timeout=timeout)


def events(responses):
    return [response for response in responses if response.HasField("event")]


def sequences(responses):
    return [response.event.sequence for response in events(responses)]


def wire(responses):
    return {"events": [base64.b64encode(response.SerializeToString()).decode() for response in responses]}


def watch_until(after, last):
    """Watches until an event has come that is the last one wanted."""
    call = watch(after)
    seen = []
    for response in call:
        seen.append(response)
        if response.HasField("event") and response.event.sequence >= last:
            call.cancel()
            return seen
    raise AssertionError("the stream ended")


live = []
heard = threading.Condition()


def listen(call):
    try:
        for response in call:
            with heard:
                live.append(response)
                heard.notify_all()
    except grpc.RpcError:
        with heard:
            heard.notify_all()


from_the_start = watch(seconds=1, timeout=None)
threading.Thread(target=listen, args=(from_the_start,), daemon=True).start()
plan = json.loads(sys.stdin.readline())
HIGH_WATER, CUT = plan["highWater"], plan["cut"]


@case
def watch_live():
    with heard:
        heard.wait_for(lambda: sequences(live)[-1:] == [HIGH_WATER], PATIENCE_SECONDS)
        seen = list(live)
    from_the_start.cancel()
    equal((seen[0].heartbeat.high_water_sequence, seen[0].heartbeat.oldest_sequence), (0, 1))
    equal(sequences(seen), list(range(1, HIGH_WATER + 1)))
    return wire(events(seen))


@case
def watch_from_zero():
    seen = watch_until(0, HIGH_WATER)
    equal(seen[0].heartbeat.high_water_sequence, HIGH_WATER)
    equal(sequences(seen), list(range(1, HIGH_WATER + 1)))
    return wire(events(seen))


@case
def drop_and_resume():
    before = events(watch_until(0, CUT))
    after = []
    call = watch(CUT, seconds=1)
    for response in call:
        after.append(response)
        # The heartbeat after the last event says that nothing more is to come.
        if response.HasField("heartbeat") and len(after) > 1:
            call.cancel()
            break
    equal(sequences(before), list(range(1, CUT + 1)))
    equal(sequences(after), list(range(CUT + 1, HIGH_WATER + 1)))
    return wire(before + events(after))


@case
def heartbeats():
    began = time.monotonic()
    call = watch(HIGH_WATER, seconds=1)
    beats = [next(call) for _ in range(3)]
    # Never early; a millisecond for the two clocks. Without the request this service beats every 12 s, so that three would take longer than the case may.
    elapsed = time.monotonic() - began
    call.cancel()
    if elapsed < 1.999:
        raise AssertionError(f"three heartbeats, one a second, within {elapsed} s")
    for beat in beats:
        equal(beat.WhichOneof("message"), "heartbeat")
        equal((beat.heartbeat.high_water_sequence, beat.heartbeat.oldest_sequence), (HIGH_WATER, 1))
        equal(beat.heartbeat.event_time.seconds >= plan["to"], True)


@case
def beyond_the_log():
    fails(grpc.StatusCode.OUT_OF_RANGE, lambda: watch(HIGH_WATER + 1))


@case
def invalid_requests():
    for seconds, nanos in ((0, 999_999_999), (60, 1), (5, -1)):
        fails(grpc.StatusCode.INVALID_ARGUMENT, lambda: watch(seconds=seconds, nanos=nanos))
    negative = GetTrackRequest(mmsi=plan["mmsi"])
    getattr(negative, "from").nanos = -1
    far = GetTrackRequest(mmsi=plan["mmsi"])
    far.to.seconds = 253_402_300_800
    for request in (GetTrackRequest(mmsi=1_000_000_000), negative, far, GetTrackRequest(mmsi=plan["mmsi"], max_points=50_001)):
        fails(grpc.StatusCode.INVALID_ARGUMENT, lambda: tracks.GetTrack(request))


def span(mmsi, first, last):
    request = GetTrackRequest(mmsi=mmsi)
    getattr(request, "from").seconds = first
    request.to.seconds = last
    return request


@case
def get_track():
    track = tracks.GetTrack(span(plan["mmsi"], plan["from"], plan["to"]))
    times = [point.time.seconds for point in track.points]
    equal((len(times), track.stored_point_count), (plan["points"], plan["points"]))
    equal(times, sorted(times))
    equal(plan["from"] <= times[0] and times[-1] <= plan["to"], True)
    equal(all(50 < point.position.latitude < 56 for point in track.points), True)

    silent = tracks.GetTrack(span(plan["mmsi"], 0, 1))
    equal((len(silent.points), silent.stored_point_count), (0, 0))
    fails(grpc.StatusCode.NOT_FOUND, lambda: tracks.GetTrack(GetTrackRequest(mmsi=plan["unknownMmsi"])))


@case
def health():
    stub = Service(channel, "grpc.health.v1.Health")
    for service in ("", "ingest", "maritimewatch.v1.AlertService", "maritimewatch.v1.TrackService"):
        equal((service, stub.Check(HealthCheckRequest(service=service)).status), (service, 1))
    fails(grpc.StatusCode.NOT_FOUND, lambda: stub.Check(HealthCheckRequest(service="nonsense")))


@case
def deadline_on_a_quiet_watch():
    seen = []

    def read():
        for response in watch(HIGH_WATER, timeout=0.5):
            seen.append(response)

    try:
        read()
    except grpc.RpcError as error:
        equal(error.code(), grpc.StatusCode.DEADLINE_EXCEEDED)
    else:
        raise AssertionError("the stream ended as if it were complete")
    equal(events(seen), [])


run()
