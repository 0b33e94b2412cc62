using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Json;
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
        new FuzzedJson(
            "Our JSON",
            JsonDialect.MaritimeWatch,
            isDocument: false,
            """{"time":"2024-11-17T00:00:09Z","mmsi":219999999,"stationClass":"A","latitude":57.802943,"longitude":-11.31,"speedKnots":12.5}""",
            """{"time":"2024-11-17T00:00:07Z","mmsi":219000606,"stationClass":"A","latitude":57.802943,"longitude":-11.310000,"speedKnots":12.5,"courseDegrees":241.8,"headingDegrees":241,"rateOfTurnDegreesPerMinute":-0.7,"status":5,"highAccuracy":true,"static":{"messageType":5,"imo":9074729,"name":"ÆRØ \u003Cx\u003E"}}"""),
        new FuzzedJson(
            "gpsd's JSON",
            JsonDialect.Gpsd,
            isDocument: false,
            """{"class":"AIS","type":1,"mmsi":219999999,"timestamp":"2024-11-17T00:00:09Z","scaled":true,"status":0,"turn":"nan","speed":12.3,"lon":-123.395383,"lat":48.381633,"course":224.0,"heading":215}""",
            """{"class":"AIS","device":"stdin","type":1,"mmsi":371798000,"timestamp":"2024-11-17T00:00:07Z","scaled":true,"status":0,"turn":"fastleft","speed":12.3,"lon":-123.395383,"lat":48.381633,"course":224.0,"heading":215}""",
            """{"class":"AIS","type":5,"mmsi":351759000,"timestamp":"2024-11-17T00:00:08Z","scaled":false,"imo":9134270,"callsign":"3FOF8","shipname":"EVER DIADEM","shiptype":70,"to_bow":225,"to_stern":70,"to_port":1,"to_starboard":31,"draught":122,"destination":"NEW YORK"}"""),
        new FuzzedJson(
            "AIS-catcher's JSON",
            JsonDialect.AisCatcher,
            isDocument: false,
            """{"class":"AIS","rxtime":"20241117000009","mmsi":219999999,"lat":48.381633,"lon":-123.395383}""",
            """{"class":"AIS","rxtime":"20241117000003","nmea":["!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A"],"mmsi":371798000}""",
            """{"class":"AIS","rxtime":"20241117000004","nmea":["!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C","!AIVDM,2,2,1,A,88888888880,2*25"]}""",
            """{"mmsi":371798000,"shipname":"RAVEN","callsign":"3FOF8","toa":1731801603.9}"""),
        new FuzzedJson(
            "aisstream's JSON",
            JsonDialect.AisStream,
            isDocument: false,
            """{"Message":{"PositionReport":{"Cog":308.7,"Latitude":66.02695,"Longitude":12.25,"MessageID":1,"NavigationalStatus":7,"RateOfTurn":11,"Sog":12.3,"Timestamp":31,"TrueHeading":235,"UserID":219999999,"Valid":true}},"MetaData":{"MMSI":219999999,"time_utc":"2022-12-29 18:22:33.318353 +0000 UTC"},"MessageType":"PositionReport"}""",
            """{"Message":{"ShipStaticData":{"CallSign":"LGFH   ","Dimension":{"A":20,"B":8,"C":4,"D":5},"ImoNumber":9074729,"Name":"A\u0041ES","Type":30,"MaximumStaticDraught":5.1,"UserID":259000420,"Valid":true}},"MetaData":{"MMSI":259000420,"ShipName":"AAES      ","time_utc":"2022-12-29 18:22:32.318353 +0000 UTC"},"MessageType":"ShipStaticData"}"""),
        new FuzzedJson(
            "Digitraffic's JSON",
            JsonDialect.Digitraffic,
            isDocument: false,
            """vessels-v2/219999999/location {"time":1668075027,"sog":10.7,"cog":326.6,"navStat":0,"rot":-4,"posAcc":true,"heading":325,"lon":20.345818,"lat":60.038960}""",
            """vessels-v2/538007963/location {"time":1668075025,"sog":10.7,"cog":326.6,"navStat":0,"rot":-4,"posAcc":true,"heading":325,"lon":20.345818,"lat":60.038960}""",
            """vessels-v2/538007963/metadata {"timestamp":1668075026035,"destination":"UST LUGA","name":"ARUNA CIHAN","draught":68,"eta":733376,"posType":15,"refA":160,"refB":33,"refC":20,"refD":12,"callSign":"V7WW7","imo":9543756,"type":70}"""),
        new FuzzedJson(
            "Digitraffic's features",
            JsonDialect.Digitraffic,
            isDocument: true,
            """{"mmsi":219999999,"time":1668075027,"sog":1.0,"cog":2.0,"navStat":15,"rot":-128,"posAcc":false,"heading":511,"lon":18.0,"lat":59.0}""",
            """{"type":"FeatureCollection","features":[{"mmsi":538007963,"type":"Feature","geometry":{"type":"Point","coordinates":[20.345818,60.03896]},"properties":{"mmsi":538007963,"sog":10.7,"cog":326.6,"navStat":0,"rot":-4,"posAcc":true,"raim":false,"heading":325,"timestamp":24,"timestampExternal":1668075025999}}]}"""),
        new FuzzedJson(
            "AISHub's JSON",
            JsonDialect.AisHub,
            isDocument: true,
            """{"MMSI":219999999,"TIME":"2011-04-12 10:40:28 GMT","LONGITUDE":118.4,"LATITUDE":38.8,"COG":356,"SOG":0.1}""",
            """[{"ERROR":false,"USERNAME":"X","FORMAT":"HUMAN","RECORDS":1},[{"MMSI":413811000,"TIME":"2011-04-12 10:40:27 GMT","LONGITUDE":118.44586666667,"LATITUDE":38.874833333333,"COG":356,"SOG":0.1,"HEADING":116,"NAVSTAT":1,"IMO":9118824,"NAME":"JIN HAI XIANG","CALLSIGN":"BVKU","TYPE":70,"A":197,"B":27,"C":20,"D":12,"DRAUGHT":7.5,"DEST":"CAOFEIDIAN","ETA":"04-10 07:00"}]]"""),
        new FuzzedJson(
            "Global Fishing Watch's JSON",
            JsonDialect.GlobalFishingWatch,
            isDocument: false,
            """{"ssvid": 219999999, "lat": -23.2656002045, "lon": 97.1636123657, "timestamp": "2015-10-15T02:39:57.000000Z", "speed": 2.2999999523, "course": 267.0}""",
            """{"ssvid": 263576000, "lat": -23.2656002045, "lon": 97.1636123657, "timestamp": "2015-10-15T02:39:55.000000Z", "speed": 2.2999999523, "course": 267.0, "implied_speed": null}"""),
    ];

    public static IFuzzedParser Of(string name) => All.Single(parser => parser.Name == name);
}
