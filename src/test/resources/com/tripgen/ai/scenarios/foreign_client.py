"""A caller that has none of our code: finds the contract by server reflection, plans a trip, watches it.

usage: foreign_client.py HOST:PORT REQUEST_ID TRIP_JSON v1|v1alpha
Prints one line per watch message and at the end the days of the schedule.
"""

import json
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

FIELD = descriptor_pb2.FieldDescriptorProto


def reflection_messages(version):
    """The few messages of grpc.reflection that a client needs, built by hand."""
    package = "grpc.reflection." + version
    file = descriptor_pb2.FileDescriptorProto(
        name="reflection_%s.proto" % version, package=package, syntax="proto3"
    )

    def message(name, *fields):
        added = file.message_type.add(name=name)
        for number, field, kind, label, type_name in fields:
            added.field.add(
                name=field, number=number, type=kind, label=label, type_name=type_name
            )

    one, many = FIELD.LABEL_OPTIONAL, FIELD.LABEL_REPEATED
    message("ServerReflectionRequest", (4, "file_containing_symbol", FIELD.TYPE_STRING, one, None))
    message("FileDescriptorResponse", (1, "file_descriptor_proto", FIELD.TYPE_BYTES, many, None))
    message(
        "ServerReflectionResponse",
        (4, "file_descriptor_response", FIELD.TYPE_MESSAGE, one, ".%s.FileDescriptorResponse" % package),
    )
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)

    def of(name):
        return message_class(pool, package + "." + name)

    return package, of("ServerReflectionRequest"), of("ServerReflectionResponse")


def message_class(pool, name):
    descriptor = pool.FindMessageTypeByName(name)
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory(pool).GetPrototype(descriptor)


def contract(channel, symbols, version):
    package, request_type, response_type = reflection_messages(version)
    call = channel.stream_stream(
        "/%s.ServerReflection/ServerReflectionInfo" % package,
        request_serializer=request_type.SerializeToString,
        response_deserializer=response_type.FromString,
    )
    files = {}
    asked = (request_type(file_containing_symbol=symbol) for symbol in symbols)
    for response in call(asked, timeout=20):
        for content in response.file_descriptor_response.file_descriptor_proto:
            file = descriptor_pb2.FileDescriptorProto.FromString(content)
            files[file.name] = file
    pool = descriptor_pool.DescriptorPool()
    added = set()

    def add(name):
        if name not in added:
            added.add(name)
            for dependency in files[name].dependency:
                add(dependency)
            pool.Add(files[name])

    for name in list(files):
        add(name)
    return pool


def main(target, request_id, trip, version):
    with grpc.insecure_channel(target) as channel:
        services = ["tripgen.ai.v1.JobService", "tripgen.ai.v1.ScheduleService"]
        pool = contract(channel, services, version)

        def prepare(path, kind):
            service, method = path.split("/")
            descriptor = pool.FindServiceByName(service).FindMethodByName(method)
            request_type = message_class(pool, descriptor.input_type.full_name)
            response_type = message_class(pool, descriptor.output_type.full_name)
            call = getattr(channel, kind)(
                "/" + path,
                request_serializer=request_type.SerializeToString,
                response_deserializer=response_type.FromString,
            )
            return request_type, call

        def parsed(request_type, content):
            return json_format.ParseDict(content, request_type())

        request_type, generate = prepare("tripgen.ai.v1.ScheduleService/GenerateSchedule", "unary_unary")
        request = parsed(request_type, {"request_id": request_id, "trip": json.loads(trip)})
        generate(request, timeout=20)

        request_type, watch = prepare("tripgen.ai.v1.JobService/WatchJob", "unary_stream")
        for update in watch(parsed(request_type, {"request_id": request_id}), timeout=60):
            job = update.job
            print("watch", update.WhichOneof("update"), job.revision, job.status, job.progress)

        request_type, get = prepare("tripgen.ai.v1.ScheduleService/GetSchedule", "unary_unary")
        schedule = get(parsed(request_type, {"request_id": request_id}), timeout=20).schedule
        for day in schedule.days:
            print("day", day.day, day.date, day.city, len(day.places))


if __name__ == "__main__":
    main(*sys.argv[1:])
