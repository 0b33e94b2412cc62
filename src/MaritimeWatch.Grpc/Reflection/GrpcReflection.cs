using Google.Protobuf.Reflection;
using MaritimeWatch.Grpc.Reflection.V1;
using MaritimeWatch.Grpc.Server;

namespace MaritimeWatch.Grpc.Reflection;

/// <summary>The reflection service, as <c>grpc.reflection.v1.ServerReflection</c> and under its older name: lets tools call a server without having its <c>.proto</c> files.</summary>
public sealed class GrpcReflection
{
    private readonly SortedSet<string> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _fileBySymbol = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _fileByName = new(StringComparer.Ordinal);

    /// <summary>Knows some services, and itself.</summary>
    /// <param name="services">The services to tell about.</param>
    public GrpcReflection(params IEnumerable<GrpcServiceDefinition> services)
    {
        Definition = Named(ReflectionReflection.Descriptor.Services[0]);
        AlphaDefinition = Named(V1Alpha.ReflectionReflection.Descriptor.Services[0]);
        foreach (var definition in services.Append(Definition).Append(AlphaDefinition))
        {
            _services.Add(definition.Service.FullName);
            AddFile(definition.Service.File);
        }
    }

    /// <summary>The service, for <see cref="GrpcServer.Add"/>.</summary>
    public GrpcServiceDefinition Definition { get; }

    /// <summary>The same under <c>grpc.reflection.v1alpha</c>, which grpcurl, Postman and others ask for first; for <see cref="GrpcServer.Add"/> too.</summary>
    public GrpcServiceDefinition AlphaDefinition { get; }

    private GrpcServiceDefinition Named(ServiceDescriptor service) => new GrpcServiceDefinition(service)
        .BidirectionalStreaming<ServerReflectionRequest, ServerReflectionResponse>("ServerReflectionInfo", async (questions, answers, _) =>
        {
            await foreach (var question in questions.ReadAllAsync())
            {
                await answers.WriteAsync(Answer(question));
            }
        });

    private ServerReflectionResponse Answer(ServerReflectionRequest question)
    {
        var answer = new ServerReflectionResponse { ValidHost = question.Host, OriginalRequest = question };
        switch (question.MessageRequestCase)
        {
            case ServerReflectionRequest.MessageRequestOneofCase.ListServices:
                answer.ListServicesResponse = new ListServiceResponse { Service = { _services.Select(name => new ServiceResponse { Name = name }) } };
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileByFilename when _fileByName.TryGetValue(question.FileByFilename, out var file):
                answer.FileDescriptorResponse = WithImports(file);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol when _fileBySymbol.TryGetValue(question.FileContainingSymbol, out var file):
                answer.FileDescriptorResponse = WithImports(file);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.None:
                answer.ErrorResponse = new ErrorResponse { ErrorCode = (int)StatusCode.InvalidArgument, ErrorMessage = "the question is empty" };
                break;
            default:
                // Extensions are among them: proto3 has none.
                answer.ErrorResponse = new ErrorResponse { ErrorCode = (int)StatusCode.NotFound, ErrorMessage = "not known here" };
                break;
        }

        return answer;
    }

    private void AddFile(FileDescriptor file)
    {
        if (!_fileByName.TryAdd(file.Name, file))
        {
            return;
        }

        foreach (var import in file.Dependencies)
        {
            AddFile(import);
        }

        foreach (var service in file.Services)
        {
            _fileBySymbol[service.FullName] = file;
            foreach (var method in service.Methods)
            {
                _fileBySymbol[method.FullName] = file;
            }
        }

        foreach (var message in file.MessageTypes)
        {
            AddMessage(message);
        }

        foreach (var enumeration in file.EnumTypes)
        {
            _fileBySymbol[enumeration.FullName] = file;
        }
    }

    private void AddMessage(MessageDescriptor message)
    {
        _fileBySymbol[message.FullName] = message.File;
        foreach (var enumeration in message.EnumTypes)
        {
            _fileBySymbol[enumeration.FullName] = message.File;
        }

        foreach (var nested in message.NestedTypes)
        {
            AddMessage(nested);
        }
    }

    /// <summary>Imports first, so that a tool can add the files one after the other.</summary>
    private static FileDescriptorResponse WithImports(FileDescriptor file)
    {
        var files = new List<FileDescriptor>();
        Visit(file);
        return new FileDescriptorResponse { FileDescriptorProto = { files.Select(each => each.SerializedData) } };

        void Visit(FileDescriptor each)
        {
            if (files.Contains(each))
            {
                return;
            }

            foreach (var import in each.Dependencies)
            {
                Visit(import);
            }

            files.Add(each);
        }
    }
}
