namespace MaritimeWatch.Service.Formats;

/// <summary>An answer, ready to be written in any format.</summary>
/// <param name="Title">What it is, for a map's legend.</param>
/// <param name="Columns">The names of the cells, in the notation of JSON, each with its unit.</param>
/// <param name="Rows">Its entries.</param>
internal sealed record Answer(string Title, IReadOnlyList<string> Columns, IReadOnlyList<AnswerRow> Rows)
{
    /// <summary>The ways in it; where there are any, formats of geometry show them and not the rows.</summary>
    public IReadOnlyList<AnswerTrack>? Tracks { get; init; }

    /// <summary>The label on it, as documents have it, for example <c>TLP:AMBER</c>; empty for none.</summary>
    public string Label { get; init; } = "";

    /// <summary>To go on; empty for an answer that is whole.</summary>
    public string NextPageToken { get; init; } = "";
}
