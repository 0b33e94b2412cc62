namespace MaritimeWatch.Service.Commands;

/// <summary>An end that is no mistake of ours: a missing file, a port in use, a full disk. The message is for a person.</summary>
internal sealed class CommandFailedException(string message, int exitCode = ExitCode.Failed, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
