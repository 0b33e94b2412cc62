namespace MaritimeWatch.Service.Gateway;

/// <summary>What can be configured of one kind of source, and the way to a source of that kind.</summary>
/// <remarks>
/// One record a kind: every property with a public setter is a key of the configuration, bound by name, its default the shipped one. No key of
/// <see cref="Configuration.SourceSettings"/> may be among them. Secrets stand in files that the options name; they are read when the source connects, and never shown.
/// </remarks>
internal interface ISourceOptions
{
    /// <summary>What is out of range or missing, one clause each that begins with the key; empty when all is well.</summary>
    IEnumerable<string> Validate();

    /// <summary>The same with its paths taken relative to a folder.</summary>
    ISourceOptions RelativeTo(string folder);

    /// <summary>Whether a connection that stays open and brings nothing is to be given up for a new one.</summary>
    bool IsReconnectedWhenSilent { get; }

    /// <summary>What is learned of the source's silence is never below this; a source that asks now and then is quiet between.</summary>
    TimeSpan LeastExpectedInterval => SourceRuntime.UsualLeastInterval;

    /// <summary>The same, knowing what the options know whose place they take: how far a file was read, what was reported, when to ask next.</summary>
    /// <param name="before">The options of the same source before its entry was changed; of another kind perhaps.</param>
    ISourceOptions After(ISourceOptions before) => this;

    /// <summary>A source for one attempt.</summary>
    IReportSource Open();
}
