using System.Globalization;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>Which vessels are known, and what is known of them.</summary>
internal sealed class VesselQueries(ITrackStore tracks, SqliteAlertLog alerts)
{
    private const int MostQueryCharacters = 100;
    private const int VesselsRead = 1_000;
    private const int MostOpenAlerts = 1_000;

    private static readonly Dictionary<string, FilterField> Fields = new(StringComparer.Ordinal)
    {
        ["mmsi"] = FilterField.Mmsi,
        ["imo"] = new FilterField(FilterKind.Number, Most: 9_999_999),
        ["name"] = FilterField.Text,
        ["call_sign"] = FilterField.Text,
        ["ship_type"] = FilterField.Text,
        ["ship_type_code"] = new FilterField(FilterKind.Number, Most: 255),
        ["destination"] = FilterField.Text,
        ["last_seen"] = FilterField.Time,
    };

    public ListVesselsResponse List(ListVesselsRequest request, CancellationToken cancellation)
    {
        var size = PageSizes.Of(request.PageSize);
        var terms = FilterReader.Terms(request.Filter, Fields);
        Refused.Unless(request.Query.Length <= MostQueryCharacters, "query", $"query has {request.Query.Length} characters; it must have at most {MostQueryCharacters}");
        Span<long> place = [-1];
        PageToken.TryRead(request, place);
        Refused.Unless(place[0] is >= -1 and <= TrackQueries.LargestMmsi, "page_token", "page_token is none of this list");

        // Of one vessel nobody needs to look at the others.
        var only = terms.FirstOrDefault(term => term is { Field: "mmsi", Comparison: AlertComparison.Equal })?.Value as long?;
        var first = Math.Max(place[0] + 1, only ?? 0);
        var query = request.Query.Trim();
        var response = new ListVesselsResponse();
        foreach (var vessel in From((uint)first, cancellation).TakeWhile(vessel => only is null || vessel.Mmsi <= only))
        {
            if (!Fits(vessel, query) || !terms.All(term => Meets(term, vessel)))
            {
                continue;
            }

            if (response.Vessels.Count == size)
            {
                response.NextPageToken = PageToken.Make(request, response.Vessels[^1].Mmsi);
                break;
            }

            response.Vessels.Add(vessel);
        }

        return response;
    }

    public GetVesselResponse Get(GetVesselRequest request, CancellationToken cancellation)
    {
        Refused.Unless(request.Mmsi <= TrackQueries.LargestMmsi, "mmsi", $"mmsi is {request.Mmsi}; it must have at most nine digits");
        var mmsi = new Mmsi(request.Mmsi);
        var (said, last) = Refused.Read(() => (tracks.GetVessel(mmsi), tracks.LastPosition(mmsi, cancellation)));
        if (said is null && last is null)
        {
            throw TrackQueries.NotFound(mmsi);
        }

        var response = new GetVesselResponse { Vessel = TrackMessages.Of(mmsi, said, last) };
        response.OpenAlertIds.AddRange(Refused.Read(() => alerts.OpenAlertsOf(mmsi.Value, MostOpenAlerts)));
        return response;
    }

    /// <summary>Every vessel that is known by static data or by a recent position, in order of MMSI.</summary>
    private IEnumerable<Vessel> From(uint first, CancellationToken cancellation)
    {
        using var said = Pages(first, tracks.ReadVessels, vessel => vessel.Static.Mmsi, cancellation).GetEnumerator();
        using var heard = Pages(first, (from, most) => tracks.ReadRecentPositions(from, most, cancellation), position => position.Mmsi, cancellation).GetEnumerator();
        var (isSaid, isHeard) = (said.MoveNext(), heard.MoveNext());
        while (isSaid || isHeard)
        {
            var order = !isSaid ? 1 : !isHeard ? -1 : said.Current.Static.Mmsi.CompareTo(heard.Current.Mmsi);
            yield return TrackMessages.Of(order <= 0 ? said.Current.Static.Mmsi : heard.Current.Mmsi, order <= 0 ? said.Current : null, order >= 0 ? heard.Current : null);
            isSaid = order <= 0 ? said.MoveNext() : isSaid;
            isHeard = order >= 0 ? heard.MoveNext() : isHeard;
        }
    }

    private static IEnumerable<T> Pages<T>(uint first, Func<Mmsi, int, IReadOnlyList<T>> read, Func<T, Mmsi> mmsi, CancellationToken cancellation)
    {
        IReadOnlyList<T> page;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var from = new Mmsi(first);
            page = Refused.Read(() => read(from, VesselsRead));
            foreach (var one in page)
            {
                yield return one;
            }

            first = page.Count > 0 ? mmsi(page[^1]).Value + 1 : first;
        }
        while (page.Count == VesselsRead);
    }

    private static bool Fits(Vessel vessel, string query)
    {
        if (query.Length == 0)
        {
            return true;
        }

        var digits = query.StartsWith("IMO", StringComparison.OrdinalIgnoreCase) ? query.AsSpan(3).Trim() : query;
        var isNumber = uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return (isNumber && ((vessel.HasImo && vessel.Imo == number) || (vessel.Mmsi == number && digits.Length == query.Length)))
            || (vessel.HasCallSign && vessel.CallSign.Equals(query, StringComparison.OrdinalIgnoreCase))
            || (vessel.HasName && vessel.Name.StartsWith(query, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Meets(FilterTerm term, Vessel vessel) => term.Field switch
    {
        "mmsi" => term.Meets((long)vessel.Mmsi),
        "imo" => term.Meets(vessel.HasImo ? (long)vessel.Imo : null),
        "name" => term.Meets(vessel.HasName ? vessel.Name : null),
        "call_sign" => term.Meets(vessel.HasCallSign ? vessel.CallSign : null),
        "ship_type" => term.Meets(vessel.HasShipType ? vessel.ShipType : null),
        "ship_type_code" => term.Meets(vessel.HasShipTypeCode ? (long)vessel.ShipTypeCode : null),
        "destination" => term.Meets(vessel.HasDestination ? vessel.Destination : null),
        _ => term.Meets(WireTime.ToDomain(vessel.LastSeen).UnixMilliseconds),
    };
}
