using System.CommandLine;
using MaritimeWatch.Service.Formats;

namespace MaritimeWatch.Service.Commands;

/// <summary>The options that every question of an analyst takes; one set for each command.</summary>
/// <param name="formats">What its answer can be written as.</param>
internal sealed class AnalystOptions(AnswerFormat[] formats)
{
    public Option<string> Format { get; } = AnalystCommand.Format(formats);

    public Option<string?> Output { get; } = AnalystCommand.Output();

    public Option<int> Limit { get; } = QueryCommand.Limit();

    public Option<string> Server { get; } = QueryCommand.Server();

    public Option<string?> Store { get; } = AnalystCommand.Store();

    public Option<string[]> Assets { get; } = AnalystCommand.Assets();

    public Option<string?> Tlp { get; } = TlpOption.Create();

    public void AddTo(Command command)
    {
        command.Options.Add(Format);
        command.Options.Add(Output);
        command.Options.Add(Limit);
        command.Options.Add(Server);
        command.Options.Add(ServerCredentials.TokenFile);
        command.Options.Add(Store);
        command.Options.Add(Assets);
        command.Options.Add(Tlp);
    }
}
