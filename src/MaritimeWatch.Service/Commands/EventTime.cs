using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Commands;

/// <summary>Times on the command line.</summary>
internal static class EventTime
{
    /// <summary>The time, or null where none was given.</summary>
    /// <exception cref="CommandFailedException">It is not a time.</exception>
    public static Instant? Parse(string? text, string option) => text is null ? null
        : Instant.TryParse(text, out var time) ? time
        : throw new CommandFailedException($"{option} {text}: not a time; write it as 2024-11-17T12:00:00Z", ExitCode.WrongUsage);
}
