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

    public ListVesselsResponse List(ListVesselsRequest request)
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
        foreach (var vessel in From((uint)first).TakeWhile(vessel => only is null || vessel.Mmsi <= only))
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

    public GetVesselResponse Get(GetVesselRequest request)
    {
        Refused.Unless(request.Mmsi <= TrackQueries.LargestMmsi, "mmsi", $"mmsi is {request.Mmsi}; it must have at most nine digits");
        var mmsi = new Mmsi(request.Mmsi);
        var (said, last) = Refused.Read(() => (tracks.GetVessel(mmsi), tracks.LastPosition(mmsi)));
        if (said is null && last is null)
        {
            throw TrackQueries.NotFound(mmsi);
        }

        var response = new GetVesselResponse { Vessel = TrackMessages.Of(mmsi, said, last) };
        response.OpenAlertIds.AddRange(Refused.Read(() => alerts.OpenAlertsOf(mmsi.Value, MostOpenAlerts)));
        return response;
    }

    /// <summary>Every vessel that is known by static data or by a recent position, in order of MMSI.</summary>
    private IEnumerable<Vessel> From(uint first)
    {
        var recent = Refused.Read(tracks.RecentPositions);
        var next = 0;
        while (next < recent.Count && recent[next].Mmsi.Value < first)
        {
            next++;
        }

        foreach (var said in Said(first))
        {
            while (next < recent.Count && recent[next].Mmsi.Value < said.Static.Mmsi.Value)
            {
                yield return TrackMessages.Of(recent[next].Mmsi, null, recent[next++]);
            }

            var isHere = next < recent.Count && recent[next].Mmsi == said.Static.Mmsi;
            yield return TrackMessages.Of(said.Static.Mmsi, said, isHere ? recent[next++] : null);
        }

        while (next < recent.Count)
        {
            yield return TrackMessages.Of(recent[next].Mmsi, null, recent[next++]);
        }
    }

    private IEnumerable<StoredVessel> Said(uint first)
    {
        while (true)
        {
            var (from, read) = (new Mmsi(first), (IReadOnlyList<StoredVessel>)[]);
            read = Refused.Read(() => tracks.ReadVessels(from, VesselsRead));
            foreach (var vessel in read)
            {
                yield return vessel;
            }

            if (read.Count < VesselsRead)
            {
                yield break;
            }

            first = read[^1].Static.Mmsi.Value + 1;
        }
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
