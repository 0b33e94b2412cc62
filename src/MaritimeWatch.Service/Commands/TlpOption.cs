using System.CommandLine;
using MaritimeWatch.Service.Access;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>--tlp</c>: what is written from a store is marked here; what a service gives is marked by the service.</summary>
internal static class TlpOption
{
    /// <summary>One for a command.</summary>
    public static Option<string?> Create() => new("--tlp") { Description = "with --store: marking of what is written: CLEAR, GREEN, AMBER, AMBER+STRICT or RED; AMBER without it", HelpName = "LABEL" };

    /// <summary>The label for what is read from a store.</summary>
    /// <param name="text">What was given; null for nothing.</param>
    /// <param name="isOfStore">Whether a store is read.</param>
    /// <exception cref="CommandFailedException">It is no label, or a service is asked.</exception>
    public static Tlp Read(string? text, bool isOfStore) => text is null ? Tlp.Amber
        : !isOfStore ? throw new CommandFailedException("--tlp goes with --store: a service marks what it gives", ExitCode.WrongUsage)
        : AccessWords.TryParse<Tlp>(text, out var label) ? label
        : throw new CommandFailedException($"--tlp {text}: CLEAR, GREEN, AMBER, AMBER+STRICT or RED", ExitCode.WrongUsage);
}
