using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>Every parser of bytes in this project: a new one is one line here.</summary>
internal static class FuzzedParsers
{
    public static readonly IFuzzedParser[] All =
    [
        new FuzzedNmea(),
        new FuzzedGpsdJson(new GpsdJsonOptions()),
        new FuzzedGpsdJson(new GpsdJsonOptions(IsScaled: false, SplitsType24: true)),
        new FuzzedTable(
            "Danish table",
            CsvRows.Columns26,
            CsvRows.FullRow.Replace("219000606", "219999999", StringComparison.Ordinal),
            CsvRows.FullRow,
            "18/03/2023 00:00:00,Class A,352002266,55.4921,14.7525,Under way using engine,0.7,12.5,241.8,241,Unknown,,,Undefined,,,,Undefined,,,,AIS,,,,",
            "18/03/2023 00:00:01,Class B,219012345,91.000000,181.000000,Unknown value,,,,,Unknown,OU1234,\"A \"\"B\"\" C, D\",Pleasure,,3,11,GPS,,,,AIS,5,6,1,2",
            "18/03/2023 00:00:02,Base Station,2190064,56.0,11.0,Unknown value,,,,,Unknown,,,Undefined,,,,GPS,,,,AIS,,,,",
            "18/03/2023 00:00:03,SAR Airborne,111219501,56.1,11.1,Unknown value,,120.0,35.5,,Unknown,,RESCUE ÆRØ,SAR,,,,GPS,,,,AIS,,,,"),
        new FuzzedTable(
            "Table with semicolons",
            "mmsi;time;lat;lon;sog;cog;heading",
            "219999999;2023-03-18T00:00:09Z;55.1;11.1;3.2;90.0;91",
            "219000606;2023-03-18T00:00:07Z;55.4921;-14.7525;12.5;241.8;241",
            "219000606;1679097600;55.4921;-14.7525;;;",
            "219000606;1679097600123;-90;180;0;0;0"),
    ];

    public static IFuzzedParser Of(string name) => All.Single(parser => parser.Name == name);
}
