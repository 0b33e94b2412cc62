using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MaritimeWatch.Grpc.Tests.Interop;

/// <summary>What the Python client makes its messages and stubs from: Debian packages no generator for it.</summary>
internal static class DescriptorSets
{
    /// <summary>A serialised <see cref="FileDescriptorSet"/> of the files and all that they import, imports first.</summary>
    public static byte[] Of(params FileDescriptor[] roots)
    {
        var files = new List<FileDescriptor>();
        foreach (var root in roots)
        {
            Visit(root);
        }

        return new FileDescriptorSet { File = { files.Select(file => FileDescriptorProto.Parser.ParseFrom(file.SerializedData)) } }.ToByteArray();

        void Visit(FileDescriptor file)
        {
            foreach (var import in file.Dependencies)
            {
                Visit(import);
            }

            if (!files.Contains(file))
            {
                files.Add(file);
            }
        }
    }
}
