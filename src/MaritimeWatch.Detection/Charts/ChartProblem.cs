namespace MaritimeWatch.Detection.Charts;

/// <summary>Why a feature, or a whole file, was not loaded.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="FeatureIndex">Place in the feature list, from 0; null when the whole file was rejected.</param>
/// <param name="Id">Id of the feature, or null where it has none or has not been read.</param>
/// <param name="Reason">One sentence for a person, without a full stop.</param>
public sealed record ChartProblem(string File, int? FeatureIndex, string? Id, string Reason)
{
    /// <summary>Whether nothing of the file was used.</summary>
    public bool RejectsFile => FeatureIndex is null;

    /// <summary>File, feature, id and reason, e.g. <c>north-sea.geojson: feature 3 (pwr-nemo): unknown status 'live'</c>.</summary>
    public override string ToString() => (FeatureIndex, Id) switch
    {
        (null, _) => $"{File}: {Reason}",
        (var index, null) => $"{File}: feature {index}: {Reason}",
        var (index, id) => $"{File}: feature {index} ({id}): {Reason}",
    };
}
