namespace MaritimeWatch.Service.Commands;

/// <summary>The address of a running service, as typed.</summary>
internal static class ServerAddress
{
    public const string Default = "http://127.0.0.1:5081";

    /// <exception cref="CommandFailedException">It is no address.</exception>
    public static Uri Parse(string text)
    {
        var full = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        return Uri.TryCreate(full, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new Uri(full)
            : throw new CommandFailedException($"'{text}' is no address of a service; write it like {Default}", ExitCode.WrongUsage);
    }
}
