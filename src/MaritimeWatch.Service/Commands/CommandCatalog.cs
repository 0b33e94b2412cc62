using System.CommandLine;

namespace MaritimeWatch.Service.Commands;

/// <summary>Every subcommand, in the order of <c>--help</c>; one line each.</summary>
internal static class CommandCatalog
{
    public static readonly Func<Command>[] All =
    [
        DemoCommand.Create,
        ServeCommand.Create,
        ReplayCommand.Create,
        DecodeCommand.Create,
        ConvertCommand.Create,
        AlertsCommand.Create,
        TracksCommand.Create,
        PlayCommand.Create,
        SimulateCommand.Create,
        EvaluateCommand.Create,
    ];
}
