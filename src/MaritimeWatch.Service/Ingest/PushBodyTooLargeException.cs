namespace MaritimeWatch.Service.Ingest;

/// <summary>A body that is pushed has more bytes than are taken; what came before has been taken.</summary>
internal sealed class PushBodyTooLargeException : Exception;
