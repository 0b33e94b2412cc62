using System.CommandLine;
using System.Globalization;
using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using GeoPosition = MaritimeWatch.Domain.GeoPosition;

namespace MaritimeWatch.Load;

/// <summary><c>store-stretch</c> and the question who passed a stretch about a time, put to a running service over HTTP as an analyst puts it.</summary>
internal static class SuspectQuestion
{
    /// <summary>How long before and after it the time of the fault may have been.</summary>
    public static readonly TimeSpan PlusMinus = TimeSpan.FromMinutes(2);

    private const double StretchKilometres = 20;

    public static Command CreateStretch()
    {
        var chart = new Option<string>("--chart") { Required = true };
        var asset = new Option<string>("--asset") { Required = true };
        var place = new Option<string>("--place") { Required = true, Description = "latitude,longitude: the middle of the stretch is the kilometre next to it." };
        var command = new Command("store-stretch", "A stretch of 20 km of an asset: its first and its last kilometre, and itself as WKT.") { chart, asset, place };
        command.SetAction(parsed =>
        {
            var line = Asset(parsed.GetRequiredValue(chart), parsed.GetRequiredValue(asset));
            var parts = parsed.GetRequiredValue(place).Split(',').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            var length = new AssetPassages(line, 0).LengthKilometres;
            var middle = Enumerable.Range(0, (int)length).MinBy(kilometre => new AssetPassages(line, 0, new KilometreRange(kilometre, kilometre + 1)).DistanceMetres(new GeoPosition(parts[0], parts[1])));
            var from = Math.Max(0, Math.Min(middle - (StretchKilometres / 2), Math.Floor(length - StretchKilometres)));
            var stretch = new AssetPassages(line, 0, new KilometreRange(from, from + StretchKilometres));
            var lines = stretch.Lines().Select(one => $"({string.Join(", ", one.Select(corner => FormattableString.Invariant($"{corner.Longitude:R} {corner.Latitude:R}")))})");
            Console.WriteLine(FormattableString.Invariant($"{from}\t{from + StretchKilometres}\tMULTILINESTRING({string.Join(", ", lines)})"));
        });
        return command;
    }

    /// <summary>Who crossed the stretch or came within a nautical mile of it, heard, within the time; behind a stroke who was silent then and could have been there. Both in order of MMSI.</summary>
    public static string Ask(HttpClient http, Uri service, string asset, (double FromKm, double ToKm) stretch, Instant at)
    {
        var question = new Uri(service, FormattableString.Invariant(
            $"api/v1/assets/{asset}/suspects?at={at}&plusMinusSeconds={PlusMinus.TotalSeconds}&withinMetres=1852&fromKm={stretch.FromKm}&toKm={stretch.ToKm}&maxSuspects=500"));
        using var answer = http.GetAsync(question).GetAwaiter().GetResult();
        var text = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{question}: {text}");
        }

        var response = JsonParser.Default.Parse<RankSuspectsResponse>(text);
        var there = response.Suspects.Concat(response.FishingAndSmallCraft)
            .Where(one => WireTime.ToDomain(one.Passage.Earliest) <= at + PlusMinus && WireTime.ToDomain(one.Passage.Latest) >= at - PlusMinus)
            .ToLookup(one => one.Presence is SuspectPresence.Crossed or SuspectPresence.Neared, one => one.Vessel.Mmsi);
        return $"{string.Join(' ', there[true].Order())} / {string.Join(' ', there[false].Order())}";
    }

    /// <summary>A charted asset.</summary>
    public static ChartedAsset Asset(string chart, string id) => ChartReader.Read("chart", File.ReadAllBytes(chart)).Chart.Assets.Single(one => one.Id == id);
}
