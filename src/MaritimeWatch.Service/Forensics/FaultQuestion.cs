using System.Globalization;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Service.Forensics;

/// <summary>What is asked: which asset failed, when, and where along it.</summary>
internal sealed record FaultQuestion
{
    /// <summary>
    /// How far about the stretch to look, where nobody says. The approach tier of 1 nm: a chart is off by 50 to 100 m and a hull by her length, but an anchor cable
    /// or a trawl warp carries what happens on the seabed hundreds of metres from the antenna.
    /// </summary>
    public const double UsualWithinMetres = 1_852;

    /// <summary>How exactly a fault's time is known, where nobody says: the trip of a power line is logged to the second, alarms of a telecom line to the minute.</summary>
    public static readonly TimeSpan UsualPlusMinus = TimeSpan.FromMinutes(2);

    /// <summary>The widest that is answered: beyond two days, nothing tells one ship from another.</summary>
    public static readonly TimeSpan MostPlusMinus = TimeSpan.FromHours(24);

    /// <summary>How long before and after the fault window a passage is still listed: clocks are wrong, and a cable may be dragged for a while before it parts.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    // What is read and told lies days about it, and is still a date.
    private static readonly Instant Earliest = Instant.FromUtc(2, 1, 1);
    private static readonly Instant Latest = Instant.FromUtc(9999, 1, 1);

    /// <summary>The asset.</summary>
    public required ChartedAsset Asset { get; init; }

    /// <summary>When it failed.</summary>
    public required Instant At { get; init; }

    /// <summary>How far off that may be either way, 0 to <see cref="MostPlusMinus"/>.</summary>
    public TimeSpan PlusMinus { get; init; } = UsualPlusMinus;

    /// <summary>How far from the stretch in metres, 10 to 20,000.</summary>
    public double WithinMetres { get; init; } = UsualWithinMetres;

    /// <summary>The stretch; all of it without.</summary>
    public KilometreRange Stretch { get; init; } = KilometreRange.Whole;

    /// <summary>So many vessels at most in each of the two lists, 1 to 500.</summary>
    public int Most { get; init; } = 50;

    /// <summary>The earliest the fault can have been.</summary>
    public Instant From => At - PlusMinus;

    /// <summary>The latest.</summary>
    public Instant To => At + PlusMinus;

    /// <summary>What is wrong with it, or null.</summary>
    public (string Field, string Problem)? Problem() =>
        At < Earliest || At >= Latest ? ("at", "at must lie in the years 2 to 9998")
        : PlusMinus < TimeSpan.Zero || PlusMinus > MostPlusMinus ? ("plus_minus", "the fault's time is known to 0 s at best and 24 h at worst")
        : !(WithinMetres is >= 10 and <= 20_000) ? ("within_metres", string.Create(CultureInfo.InvariantCulture, $"within is {WithinMetres} m; it must be 10 to 20,000 m"))
        : !Stretch.IsValid ? ("from_km", "the stretch must run from one kilometre, 0 or more, to a later one")
        : Asset.IsArea && !Stretch.IsWhole ? ("from_km", "an area has no kilometres along it")
        : Most is < 1 or > 500 ? ("max_suspects", $"max_suspects is {Most}; it must be 1 to 500")
        : null;
}
