"""The official Python client (grpcio) against our server: the gRPC interoperability test cases and the alert feed.

Usage: client.py HOST:PORT DESCRIPTOR_SET. What it prints is said in harness.py.
"""

import queue

import grpc
from google.protobuf import descriptor_pb2

from harness import Service, case, channel, equal, fails, message, run

SimpleRequest = message("grpc.testing.SimpleRequest")
StreamingInputCallRequest = message("grpc.testing.StreamingInputCallRequest")
StreamingOutputCallRequest = message("grpc.testing.StreamingOutputCallRequest")
ServerReflectionRequest = message("grpc.reflection.v1.ServerReflectionRequest")
HealthCheckRequest = message("grpc.health.v1.HealthCheckRequest")
WatchAlertsRequest = message("maritimewatch.v1.WatchAlertsRequest")
Empty = message("google.protobuf.Empty")

test = Service(channel, "grpc.testing.TestService")
SIZES = [31415, 9, 2653, 58979]


def payload(request, size):
    request.payload.body = bytes(size)
    return request


class Conversation:
    """Requests that are sent one by one, as responses come."""

    def __init__(self):
        self._requests = queue.Queue()

    def send(self, request):
        self._requests.put(request)

    def end(self):
        self._requests.put(None)

    def __iter__(self):
        return self

    def __next__(self):
        request = self._requests.get()
        if request is None:
            raise StopIteration
        return request


@case
def empty_unary():
    equal(test.EmptyCall(Empty()), Empty())


@case
def large_unary():
    response = test.UnaryCall(payload(SimpleRequest(response_size=314159), 271828))
    equal(len(response.payload.body), 314159)


@case
def client_compressed_unary():
    request = payload(SimpleRequest(response_size=314159), 271828)
    response, call = test.UnaryCall.with_call(request, compression=grpc.Compression.Gzip)
    equal(dict(call.initial_metadata()).get("x-seen-encoding"), "gzip")
    equal(len(response.payload.body), 314159)


@case
def server_compressed_unary():
    request = SimpleRequest(response_size=314159)
    request.response_compressed.value = True
    equal(len(test.UnaryCall(request).payload.body), 314159)
    plain = payload(SimpleRequest(response_size=314159), 271828)
    plain.response_compressed.value = False
    equal(len(test.UnaryCall(plain).payload.body), 314159)


@case
def server_compressed_streaming():
    request = output([31415, 92653])
    for parameters, compressed in zip(request.response_parameters, (True, False)):
        parameters.compressed.value = compressed
    equal([len(response.payload.body) for response in test.StreamingOutputCall(request)], [31415, 92653])


@case
def message_too_long():
    fails(grpc.StatusCode.RESOURCE_EXHAUSTED, lambda: test.UnaryCall(payload(SimpleRequest(), 5 * 1024 * 1024)))


@case
def client_streaming():
    requests = (payload(StreamingInputCallRequest(), size) for size in (27182, 8, 1828, 45904))
    equal(test.StreamingInputCall(requests).aggregated_payload_size, 74922)


def output(sizes, interval_us=0):
    request = StreamingOutputCallRequest()
    for size in sizes:
        request.response_parameters.add(size=size, interval_us=interval_us)
    return request


@case
def server_streaming():
    equal([len(response.payload.body) for response in test.StreamingOutputCall(output(SIZES))], SIZES)


@case
def ping_pong():
    requests = Conversation()
    responses = test.FullDuplexCall(requests)
    for request_size, response_size in zip((27182, 8, 1828, 45904), SIZES):
        requests.send(payload(output([response_size]), request_size))
        equal(len(next(responses).payload.body), response_size)
    requests.end()
    equal(list(responses), [])
    equal(responses.code(), grpc.StatusCode.OK)


@case
def empty_stream():
    equal(list(test.FullDuplexCall(iter(()))), [])


@case
def timeout_on_sleeping_server():
    fails(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: test.StreamingOutputCall(output([1], interval_us=60_000_000), timeout=0.05))


@case
def cancel_after_begin():
    requests = Conversation()
    call = test.StreamingInputCall.future(requests)
    call.cancel()
    requests.end()
    equal(call.cancelled(), True)


@case
def cancel_after_first_response():
    requests = Conversation()
    responses = test.FullDuplexCall(requests)
    requests.send(payload(output([31415]), 27182))
    equal(len(next(responses).payload.body), 31415)
    responses.cancel()
    requests.end()
    fails(grpc.StatusCode.CANCELLED, lambda: responses)


@case
def status_code_and_message():
    request = SimpleRequest()
    request.response_status.code = 2
    request.response_status.message = "test status message"
    equal(fails(grpc.StatusCode.UNKNOWN, lambda: test.UnaryCall(request)).details(), "test status message")

    streamed = StreamingOutputCallRequest()
    streamed.response_status.CopyFrom(request.response_status)
    equal(fails(grpc.StatusCode.UNKNOWN, lambda: test.FullDuplexCall(iter([streamed]))).details(), "test status message")


@case
def special_status_message():
    text = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"
    request = SimpleRequest()
    request.response_status.code = 2
    request.response_status.message = text
    equal(fails(grpc.StatusCode.UNKNOWN, lambda: test.UnaryCall(request)).details(), text)


@case
def status_details():
    error = fails(grpc.StatusCode.INVALID_ARGUMENT, lambda: test.UnaryCall(SimpleRequest(), metadata=(("x-test-details", "1"),)))
    equal(error.details(), "the page is too long")
    status = message("google.rpc.Status").FromString(dict(error.trailing_metadata())["grpc-status-details-bin"])
    equal((status.code, status.message), (3, "the page is too long"))
    names = ("ErrorInfo", "BadRequest", "RetryInfo")
    equal([detail.type_url for detail in status.details], [f"type.googleapis.com/google.rpc.{name}" for name in names])
    info, bad, retry = (message(f"google.rpc.{name}").FromString(detail.value) for name, detail in zip(names, status.details))
    equal((info.reason, info.domain, dict(info.metadata)), ("PAGE_TOO_LONG", "maritimewatch", {"longest": "1000"}))
    equal([(each.field, each.description, each.reason) for each in bad.field_violations], [("page_size", "1 to 1000", "OUT_OF_RANGE")])
    equal((retry.retry_delay.seconds, retry.retry_delay.nanos), (2, 500_000_000))


@case
def unimplemented_method():
    fails(grpc.StatusCode.UNIMPLEMENTED, lambda: test.UnimplementedCall(Empty()))


@case
def unimplemented_service():
    fails(grpc.StatusCode.UNIMPLEMENTED, lambda: Service(channel, "grpc.testing.UnimplementedService").UnimplementedCall(Empty()))


@case
def custom_metadata():
    sent = (("x-grpc-test-echo-initial", "test_initial_metadata_value"), ("x-grpc-test-echo-trailing-bin", b"\xab\xab\xab"))

    def check(call):
        equal(dict(call.initial_metadata())["x-grpc-test-echo-initial"], "test_initial_metadata_value")
        equal(dict(call.trailing_metadata())["x-grpc-test-echo-trailing-bin"], b"\xab\xab\xab")

    _, call = test.UnaryCall.with_call(payload(SimpleRequest(response_size=314159), 271828), metadata=sent)
    check(call)
    responses = test.FullDuplexCall(iter([payload(output([314159]), 271828)]), metadata=sent)
    equal(len(list(responses)), 1)
    check(responses)


@case
def many_calls_at_once():
    calls = [test.UnaryCall.future(SimpleRequest(response_size=size)) for size in range(300)]
    equal([len(call.result().payload.body) for call in calls], list(range(300)))


@case
def health():
    stub = Service(channel, "grpc.health.v1.Health")
    equal(stub.Check(HealthCheckRequest()).status, 1)
    equal(stub.Check(HealthCheckRequest(service="ingest")).status, 2)
    fails(grpc.StatusCode.NOT_FOUND, lambda: stub.Check(HealthCheckRequest(service="nonsense")))
    watch = stub.Watch(HealthCheckRequest(service="nonsense"))
    equal(next(watch).status, 3)
    watch.cancel()


@case
def watch_alerts():
    request = WatchAlertsRequest(after_sequence=4)
    request.heartbeat_interval.seconds = 1
    call = Service(channel, "maritimewatch.v1.AlertService").WatchAlerts(request)
    responses = [next(call) for _ in range(4)]
    call.cancel()
    equal([response.WhichOneof("message") for response in responses], ["event", "event", "event", "heartbeat"])
    equal([response.event.sequence for response in responses[:3]], [5, 6, 7])
    equal(responses[3].heartbeat.high_water_sequence, 7)

    event = responses[2].event
    equal(event.DESCRIPTOR.fields_by_name["kind"].enum_type.values_by_number[event.kind].name, "ALERT_KIND_DRAG_AT_ANCHOR")
    equal(event.vessel.mmsi, 219000606)
    equal(event.vessel.name, 'ÆRØ "II"')
    equal((event.position.latitude, event.position.longitude, event.position.HasField("longitude")), (51.25, 0.0, True))
    equal((event.event_time.seconds, event.event_time.nanos), (1731803434, 500_000_000))
    equal([measurement.HasField("threshold") for measurement in event.evidence.measurements], [True, False])


@case
def watch_alerts_resume_expired():
    call = Service(channel, "maritimewatch.v1.AlertService").WatchAlerts(WatchAlertsRequest(after_sequence=1))
    equal(next(call).resume_expired.oldest_sequence, 3)
    fails(grpc.StatusCode.OUT_OF_RANGE, lambda: call)


def reflect(service):
    questions = [
        ServerReflectionRequest(list_services="*"),
        ServerReflectionRequest(file_containing_symbol="maritimewatch.v1.AlertService"),
        ServerReflectionRequest(file_containing_symbol="maritimewatch.v1.Nothing"),
    ]
    services, file, unknown = Service(channel, service).ServerReflectionInfo(iter(questions))
    names = [each.name for each in services.list_services_response.service]
    equal((service in names, "maritimewatch.v1.AlertService" in names), (True, True))
    files = [descriptor_pb2.FileDescriptorProto.FromString(each) for each in file.file_descriptor_response.file_descriptor_proto]
    equal([each.name for each in files[-1].service], ["AlertService"])
    equal(unknown.error_response.error_code, grpc.StatusCode.NOT_FOUND.value[0])


@case
def reflection():
    reflect("grpc.reflection.v1.ServerReflection")


@case
def reflection_v1alpha():
    reflect("grpc.reflection.v1alpha.ServerReflection")


run()
