namespace MaritimeWatch.Grpc;

/// <summary>One key and value of a call's metadata.</summary>
/// <param name="Key">Lower case.</param>
/// <param name="Text">The value as it travels: text, or base64 of a <c>-bin</c> key.</param>
/// <param name="Bytes">The value as bytes.</param>
public readonly record struct GrpcMetadataEntry(string Key, string Text, ReadOnlyMemory<byte> Bytes);
