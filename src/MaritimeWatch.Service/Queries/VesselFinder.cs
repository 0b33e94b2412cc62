using System.Globalization;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>Whom a person means: by MMSI, IMO number, call sign or name.</summary>
internal sealed class VesselFinder(ITrackStore tracks)
{
    public const string Ambiguous = "VESSEL_AMBIGUOUS";

    private const int MostCharacters = 100;
    private const int MostCandidates = 10;
    private const int VesselsRead = 1_000;
    private const string Imo = "IMO";

    /// <summary>The one vessel that is called so.</summary>
    /// <param name="said">
    /// Up to nine digits are an MMSI, seven of them an IMO number where a vessel has that; <c>IMO</c> before digits makes them one in any case. Else what is a call sign or a name
    /// as a whole, or where nothing is, the beginning of a name; without regard to case.
    /// </param>
    /// <param name="field">Where it stands in the request.</param>
    /// <param name="cancellation">Ends it at any time.</param>
    /// <exception cref="GrpcStatusException">Nobody is called so, or several are.</exception>
    public Mmsi Find(string said, string field, CancellationToken cancellation)
    {
        var text = said.Trim();
        Refused.Unless(text.Length is > 0 and <= MostCharacters, field, $"{field} is an MMSI, an IMO number, a call sign, a name or its beginning, of 1 to {MostCharacters} characters");
        var isImo = text.StartsWith(Imo, StringComparison.OrdinalIgnoreCase) && IsNumber(text[Imo.Length..].Trim(' ', ':', '-'), out _);
        var isNumber = IsNumber(isImo ? text[Imo.Length..].Trim(' ', ':', '-') : text, out var number);
        if (isNumber && !isImo && text.Length is <= 9 and not 7)
        {
            return new Mmsi(number);
        }

        var (exact, beginning) = Search(text, isNumber ? number : null, cancellation);
        var found = exact.Count > 0 ? exact : isNumber ? [] : beginning;
        return found.Count switch
        {
            1 => found[0].Static.Mmsi,
            0 when isNumber && !isImo && text.Length <= 9 => new Mmsi(number),
            0 => throw Refused.For(StatusCode.NotFound, "VESSEL_NOT_FOUND", $"no vessel '{PlainText.Clean(text)}' is known"),
            _ => throw Refused.Field(field, Several(text, found), Ambiguous),
        };
    }

    private (List<StoredVessel> Exact, List<StoredVessel> Beginning) Search(string text, uint? imo, CancellationToken cancellation)
    {
        var (exact, beginning) = (new List<StoredVessel>(), new List<StoredVessel>());
        IReadOnlyList<StoredVessel> page;
        var first = 0u;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var from = new Mmsi(first);
            page = Refused.Read(() => tracks.ReadVessels(from, VesselsRead));
            foreach (var vessel in page)
            {
                var said = vessel.Static;
                if ((imo is not null && said.ImoNumber == imo) || Is(said.CallSign, text) || Is(said.Name, text))
                {
                    exact.Add(vessel);
                }
                else if (said.Name?.StartsWith(text, StringComparison.OrdinalIgnoreCase) == true)
                {
                    beginning.Add(vessel);
                }
            }

            first = page.Count > 0 ? page[^1].Static.Mmsi.Value + 1 : first;
        }
        while (page.Count == VesselsRead);
        return (exact, beginning);
    }

    private static bool Is(string? said, string text) => text.Equals(said, StringComparison.OrdinalIgnoreCase);

    private static bool IsNumber(string text, out uint number) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && text.Length > 0;

    private static string Several(string text, List<StoredVessel> found)
    {
        var named = found.Take(MostCandidates).Select(vessel =>
            $"{vessel.Static.Mmsi} {vessel.Static.Name ?? "(no name)"}{(vessel.Static.ImoNumber is { } imo ? $", IMO {imo}" : "")}{(vessel.Static.CallSign is { } sign ? $", {sign}" : "")}, last said so at {vessel.Time}");
        var more = found.Count > MostCandidates ? $"; and {found.Count - MostCandidates} more" : "";
        return PlainText.Clean($"{found.Count} vessels are called '{text}'; give the MMSI of one: {string.Join("; ", named)}{more}");
    }
}
