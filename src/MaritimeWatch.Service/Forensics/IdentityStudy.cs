using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Forensics;

/// <summary>What is odd about what a vessel says of herself.</summary>
internal static class IdentityStudy
{
    /// <summary>A change of name so long before or after the fault is a sale, not a disguise.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>The oddities, each a plain sentence.</summary>
    public static IReadOnlyList<string> Of(Mmsi mmsi, StaticReport? known, IReadOnlyList<StaticSpell> spells, int hulls, Instant at)
    {
        var odd = new List<string>();
        if (mmsi.Kind == StationKind.Malformed)
        {
            odd.Add($"her number {mmsi} is no MMSI of any kind of station (ITU-R M.585)");
        }

        if (known?.ImoNumber is { } imo && !ImoNumbers.IsValid(imo))
        {
            odd.Add($"the check digit of her IMO number {imo} is wrong");
        }

        if (hulls > 1)
        {
            odd.Add($"{hulls} hulls sent under her number: their positions cannot be reached from one another");
        }

        var near = spells.Where(spell => spell.Until >= at - Window && spell.Since <= at + Window).OrderBy(spell => spell.Since).ToList();
        Changes(near, "name", report => report.Name, odd);
        Changes(near, "IMO number", report => report.ImoNumber?.ToString(System.Globalization.CultureInfo.InvariantCulture), odd);
        Changes(near, "call sign", report => report.CallSign, odd);
        Changes(near, "length", report => report.LengthMetres is { } metres ? $"{metres} m" : null, odd);
        return odd;
    }

    private static void Changes(List<StaticSpell> spells, string what, Func<StaticReport, string?> field, List<string> odd)
    {
        var said = spells.Select(spell => (spell.Since, Value: field(spell.Static))).Where(one => !string.IsNullOrEmpty(one.Value)).ToList();
        for (var i = 1; i < said.Count; i++)
        {
            if (!string.Equals(said[i].Value, said[i - 1].Value, StringComparison.OrdinalIgnoreCase))
            {
                odd.Add($"her {what} changed from '{said[i - 1].Value}' to '{said[i].Value}' at {said[i].Since}");
                return;
            }
        }
    }
}
