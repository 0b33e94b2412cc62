"""The official Python client (grpcio) while our server stops. Usage: goodbye.py HOST:PORT DESCRIPTOR_SET; see harness.py."""

import queue

import grpc

from harness import Service, case, channel, equal, fails, message, run

test = Service(channel, "grpc.testing.TestService")


@case
def goodbye():
    request = message("grpc.testing.StreamingOutputCallRequest")()
    request.response_parameters.add(size=9)
    requests = queue.Queue()
    requests.put(request)
    stream = test.FullDuplexCall(iter(requests.get, None))
    equal(len(next(stream).payload.body), 9)

    # Begun before the end, answered after it has begun.
    response = test.UnaryCall(message("grpc.testing.SimpleRequest")(response_size=314159), metadata=(("x-test-stop", "1"),))
    equal(len(response.payload.body), 314159)

    fails(grpc.StatusCode.UNAVAILABLE, lambda: stream)
    requests.put(None)
    fails(grpc.StatusCode.UNAVAILABLE, lambda: test.EmptyCall(message("google.protobuf.Empty")(), timeout=10))


run()
