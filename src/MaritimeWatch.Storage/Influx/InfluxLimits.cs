using System.Globalization;
using MaritimeWatch.Influx;

namespace MaritimeWatch.Storage.Influx;

/// <summary>How near a server is to the limits that make it drop vessels: InfluxDB 1.x with its index in memory takes so many values for a tag and so many series for a database, and drops the points of further ones.</summary>
/// <param name="MostValuesPerTag">Its <c>max-values-per-tag</c>; 0 for none, null where it does not say.</param>
/// <param name="MostSeries">Its <c>max-series-per-database</c>; 0 for none, null where it does not say.</param>
/// <param name="Series">Series in the database: one a vessel; null where it does not say.</param>
public sealed record InfluxLimits(long? MostValuesPerTag, long? MostSeries, long? Series)
{
    /// <summary>Above this share of the series a person is told.</summary>
    private const double NearlyFull = 0.8;

    /// <summary>What a person should know, one sentence, or null where all is well.</summary>
    public string? Warning => this switch
    {
        { MostValuesPerTag: > 0 and < InfluxSchema.MostValuesPerTag and var most } => string.Create(
            CultureInfo.InvariantCulture,
            $"the InfluxDB takes {most:N0} values for a tag (max-values-per-tag), fewer than the {InfluxSchema.MostValuesPerTag:N0} that MMSIs may need: it will drop positions of vessels beyond; set it to 100000 or to 0"),
        { MostSeries: > 0 and var most, Series: { } series } when series >= NearlyFull * most => string.Create(
            CultureInfo.InvariantCulture,
            $"the InfluxDB has {series:N0} of the {most:N0} series that it takes for a database (max-series-per-database): it will drop positions of vessels beyond; raise it, or use index-version = \"tsi1\""),
        _ => null,
    };

    /// <summary>Asks a server; what it does not tell is null: diagnoses are for administrators, and 2.x has none.</summary>
    /// <exception cref="InfluxException">It cannot be asked at all.</exception>
    public static InfluxLimits Read(InfluxClient client, CancellationToken cancellation = default)
    {
        var (values, series) = (default(long?), default(long?));
        Try(() =>
        {
            using var rows = client.Query("SHOW DIAGNOSTICS", cancellation);
            while (rows.Read())
            {
                values ??= rows["max-values-per-tag"].AsWhole;
                series ??= rows["max-series-per-database"].AsWhole;
            }
        });
        var count = default(long?);
        Try(() =>
        {
            using var rows = client.Query($"SHOW SERIES CARDINALITY ON {InfluxQl.Name(client.Options.Database)}", cancellation);
            count = rows.Read() ? rows[0].AsWhole : 0;
        });
        return new InfluxLimits(values, series, count);
    }

    private static void Try(Action ask)
    {
        try
        {
            ask();
        }
        catch (InfluxException failure) when (failure.Fault is InfluxFault.NotAllowed or InfluxFault.Refused or InfluxFault.NoDatabase or InfluxFault.Failed)
        {
            // Not told, and no reason not to work.
        }
    }
}
