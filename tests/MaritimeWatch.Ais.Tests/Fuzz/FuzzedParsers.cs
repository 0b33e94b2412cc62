using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>Every parser of bytes in this project: a new one is one line here.</summary>
internal static class FuzzedParsers
{
    public static readonly IFuzzedParser[] All =
    [
        new FuzzedNmea(),
        new FuzzedSurroundings(),
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
            "MarineCadastre before 2025",
            "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass",
            "219999999,2020-01-01T00:00:09,42.342378,-71.021865,12.5,241.8,241.0,ANNA B,IMO9074729,WDC1234,31,3,24,8,3.1,52,A",
            "367000606,2020-01-01T00:00:07,42.342378,-71.021865,12.5,241.8,241.0,ANNA B,IMO9074729,WDC1234,31,3,24,8,3.1,52,A",
            "367000607,2020-01-01T00:00:08,42.3,-71.0,-0.1,-49.6,511.0,,,,1012,,,,,,B"),
        new FuzzedTable(
            "MarineCadastre from 2025",
            "mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,call_sign,vessel_type,status,length,width,draft,cargo,transceiver",
            "219999999,2025-01-01 00:00:09,-71.021865,42.342378,12.5,241.8,241,ANNA B,IMO9074729,WDC1234,31,3,24,8,3.1,52,A",
            "367000606,2025-01-01 00:00:07,-71.021865,42.342378,12.5,241.8,241,ANNA B,IMO9074729,WDC1234,31,3,24,8,3.1,52,A",
            "367000607,2025-01-01 00:00:08,181,91,102.3,360.0,511,\"B, \"\"C\"\"\",,,,,,,,,B"),
        new FuzzedTable(
            "AISHub in AIS units",
            "MMSI,TIME,LONGITUDE,LATITUDE,COG,SOG,HEADING,NAVSTAT,PAC,ROT,IMO,NAME,CALLSIGN,TYPE,DEVICE,A,B,C,D,DRAUGHT,DEST,ETA,AISVER",
            "219999999,1302264929,-818067,30453520,2351,59,511,5,1,-40,9074729,ANNA,OXYZ2,70,1,230,64,20,12,135,AARHUS,0,0",
            "219000606,1302264927,-818067,30453520,2351,59,511,5,1,-40,9074729,ANNA,OXYZ2,70,1,230,64,20,12,135,AARHUS,0,0",
            "219000607,1302264928,108600000,54600000,3600,1023,511,15,0,-128,0,,,0,0,0,0,0,0,0,,0,0"),
        new FuzzedTable(
            "AISHub for people",
            "MMSI,TSTAMP,LATITUDE,LONGITUDE,COG,SOG,HEADING,NAVSTAT,IMO,NAME,CALLSIGN,TYPE,A,B,C,D,DRAUGHT,DEST,ETA",
            "219999999,2011-04-08 12:15:29 GMT,50.755866666667,-1.363445,235.1,5.9,511,5,9074729,ANNA,OXYZ2,70,230,64,20,12,13.5,AARHUS,04-10 07:00",
            "219000606,2011-04-08 12:15:27 GMT,50.755866666667,-1.363445,235.1,5.9,511,5,9074729,ANNA,OXYZ2,70,230,64,20,12,13.5,AARHUS,04-10 07:00"),
        new FuzzedTable(
            "Digitraffic's names",
            "timestamp,mmsi,name,longitude,latitude,sog,cog,heading,nav_stat,ship_type,destination,eta,draught,pos_acc",
            "2025-12-11T20:44:51.102399+00:00,219999999,NEXT,26.940478,60.470105,5.7,227.3,511,0,37,\"RU MMK\",836736,23.0,1",
            "2025-12-11T20:44:50.102399+00:00,230171670,\"M/T \"\"VOLGA\"\"\",26.940478,60.470105,5.7,227.3,511,0,37,\"RU MMK\",836736,23.0,1"),
        new FuzzedTable(
            "Table with semicolons",
            "mmsi;time;lat;lon;sog;cog;heading",
            "219999999;2023-03-18T00:00:09Z;55.1;11.1;3.2;90.0;91",
            "219000606;2023-03-18T00:00:07Z;55.4921;-14.7525;12.5;241.8;241",
            "219000606;1679097600;55,4921;-14,7525;;;",
            "219000606;1679097600123;-90;180;0;0;0"),
    ];

    public static IFuzzedParser Of(string name) => All.Single(parser => parser.Name == name);
}
