"""What the scripts with the official Python client (grpcio) share: messages and stubs made from a descriptor set, and the run of named cases.

The scripts are called with HOST:PORT DESCRIPTOR_SET, the latter a serialised google.protobuf.FileDescriptorSet with every .proto file,
imports first. Each case prints one JSON object: {"case": …, "ok": …, "detail": …} and what the case itself returns.
"""

import json
import os
import sys
import traceback

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

TARGET, DESCRIPTOR_SET = sys.argv[1:]

pool = descriptor_pool.DescriptorPool()
with open(DESCRIPTOR_SET, "rb") as file:
    for proto in descriptor_pb2.FileDescriptorSet.FromString(file.read()).file:
        pool.Add(proto)
factory = message_factory.MessageFactory(pool)


def message(name):
    return factory.GetPrototype(pool.FindMessageTypeByName(name))


class Service:
    """A stub made from the descriptor: one callable a method."""

    def __init__(self, channel, full_name):
        for method in pool.FindServiceByName(full_name).methods:
            # The descriptor of this release does not say which side streams: the file's proto does.
            kind = STREAMS[f"/{full_name}/{method.name}"]
            call = getattr(channel, kind)(
                f"/{full_name}/{method.name}",
                request_serializer=lambda request: request.SerializeToString(),
                response_deserializer=factory.GetPrototype(method.output_type).FromString,
            )
            setattr(self, method.name, call)


def streams():
    with open(DESCRIPTOR_SET, "rb") as file:
        for proto in descriptor_pb2.FileDescriptorSet.FromString(file.read()).file:
            for service in proto.service:
                for method in service.method:
                    sides = [("stream" if streaming else "unary") for streaming in (method.client_streaming, method.server_streaming)]
                    yield f"/{proto.package}.{service.name}/{method.name}", "_".join(sides)


STREAMS = dict(streams())
channel = grpc.insecure_channel(TARGET)
CASES = {}


def case(function):
    CASES[function.__name__] = function
    return function


def equal(actual, expected):
    if actual != expected:
        raise AssertionError(f"expected {expected!r}, got {actual!r}")


def fails(code, call):
    """The error of a call that must fail with a status."""
    try:
        result = call()
        if not hasattr(result, "DESCRIPTOR"):
            list(result)
    except grpc.RpcError as error:
        equal(error.code(), code)
        return error
    raise AssertionError(f"expected {code}, the call succeeded")


def run():
    """Runs every case in the order of the file, and ends the process."""
    for name, each in CASES.items():
        try:
            found = each() or {}
            print(json.dumps({"case": name, "ok": True, "detail": "", **found}), flush=True)
        except Exception:
            print(json.dumps({"case": name, "ok": False, "detail": traceback.format_exc()}), flush=True)
    sys.stdout.flush()
    # Not sys.exit: a conversation that a failed case has left open would keep its thread, and so the process, alive.
    os._exit(0)
