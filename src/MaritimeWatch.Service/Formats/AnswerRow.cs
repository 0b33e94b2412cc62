using Google.Protobuf;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using GeoPosition = MaritimeWatch.Contracts.V1.GeoPosition;

namespace MaritimeWatch.Service.Formats;

/// <summary>One entry of an answer.</summary>
/// <param name="Id">Tells it from the others of its page.</param>
/// <param name="Name">What a map writes beside it.</param>
/// <param name="Cells">Its values in the order of <see cref="Answer.Columns"/>: null, text, number, truth or <see cref="Instant"/>.</param>
/// <param name="Message">The entry itself.</param>
internal sealed record AnswerRow(string Id, string Name, IReadOnlyList<object?> Cells, IMessage Message)
{
    /// <summary>Where it is, or null for nowhere.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>The way that it is; null where it is a place. Formats of geometry show it instead of the place, and no message's field of that name beside it.</summary>
    public AnswerTrack? Way { get; init; }

    /// <summary>When it is, or when it begins.</summary>
    public Instant? Since { get; init; }

    /// <summary>When it ends, where it lasts.</summary>
    public Instant? Until { get; init; }
}
