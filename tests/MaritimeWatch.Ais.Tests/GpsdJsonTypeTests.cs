using System.Buffers;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests;

/// <summary>A message of every type that has no vessel's position; the expected lines were printed by gpsdecode 3.22.</summary>
public sealed class GpsdJsonTypeTests
{
    [Theory]
    [InlineData("!AIVDM,1,1,,A,7025bohl=ciq=3JtOP,4*42", """{"class":"AIS","device":"stdin","type":7,"repeat":0,"mmsi":2190047,"scaled":true,"mmsi1":219000606,"mmsi2":219000607,"mmsi3":0,"mmsi4":0}""")]
    [InlineData("!AIVDM,1,1,,A,=3@ng7P0QJew,0*3F", """{"class":"AIS","device":"stdin","type":13,"repeat":0,"mmsi":219000606,"scaled":true,"mmsi1":2190047,"mmsi2":0,"mmsi3":0,"mmsi4":0}""")]
    [InlineData("!AIVDM,1,1,,A,:3@ng7P0QJet,0*3B", """{"class":"AIS","device":"stdin","type":10,"repeat":0,"mmsi":219000606,"scaled":true,"dest_mmsi":2190047}""")]
    [InlineData("!AIVDM,1,1,,A,<025boll=cir@1>P@1>PR1>>1R,0*65", """{"class":"AIS","device":"stdin","type":12,"repeat":0,"mmsi":2190047,"scaled":true,"seqno":1,"dest_mmsi":219000606,"retransmit":true,"text":"PAN PAN \"ANNA\""}""")]
    [InlineData("!AIVDM,1,1,,A,>>M4f1i<59B04=@UHD0,2*01", """{"class":"AIS","device":"stdin","type":14,"repeat":0,"mmsi":970010119,"scaled":true,"text":"SART ACTIVE"}""")]
    [InlineData("!AIVDM,1,1,,A,?025bohl=cipD00,2*26", """{"class":"AIS","device":"stdin","type":15,"repeat":0,"mmsi":2190047,"scaled":true,"mmsi1":219000606,"type1_1":5,"offset1_1":0,"type1_2":0,"offset1_2":0,"mmsi2":0,"type2_1":0,"offset2_1":0}""")]
    [InlineData("!AIVDM,1,1,,A,?025bohl=cip<P@59a3@ng7n2kP,2*09", """{"class":"AIS","device":"stdin","type":15,"repeat":0,"mmsi":2190047,"scaled":true,"mmsi1":219000606,"type1_1":3,"offset1_1":516,"type1_2":5,"offset1_2":617,"mmsi2":219000607,"type2_1":24,"offset2_1":718}""")]
    [InlineData("!AIVDM,1,1,,A,@025bohl=cip<P03@ng7ld1;,0*0C", """{"class":"AIS","device":"stdin","type":16,"repeat":0,"mmsi":2190047,"scaled":true,"mmsi1":219000606,"offset1":200,"increment1":0,"mmsi2":219000607,"offset2":1200,"increment2":75}""")]
    [InlineData("!AIVDM,1,1,,A,A025boh7C92cP2@<Qhl@btog4SAF,0*5C", """{"class":"AIS","device":"stdin","type":17,"repeat":0,"mmsi":2190047,"scaled":true,"lon":12.5,"lat":56.9,"data":"88:240c870d10abcdef123456"}""")]
    [InlineData("!AIVDM,1,1,,A,D025boiW4Nfp<QG6D0,4*66", """{"class":"AIS","device":"stdin","type":20,"repeat":0,"mmsi":2190047,"scaled":true,"offset1":1649,"number1":1,"timeout1":7,"increment1":750,"offset2":200,"number2":5,"timeout2":3,"increment2":1125,"offset3":0,"number3":0,"timeout3":0,"increment3":0,"offset4":0,"number4":0,"timeout4":0,"increment4":0}""")]
    [InlineData("!AIVDM,1,1,,A,F025boj2N2P8>R2640GL;v<60000,0*36", """{"class":"AIS","device":"stdin","type":22,"repeat":0,"mmsi":2190047,"scaled":true,"channel_a":2087,"channel_b":2088,"txrx":0,"power":true,"ne_lon":"12.400000","ne_lat":"57.200000","sw_lon":"10.000000","sw_lat":"-55.000000","addressed":false,"band_a":false,"band_b":true,"zonesize":4}""")]
    [InlineData("!AIVDM,1,1,,A,F025boj2N2PA`KGSh3@ng7hA0000,0*5C", """{"class":"AIS","device":"stdin","type":22,"repeat":0,"mmsi":2190047,"scaled":true,"channel_a":2087,"channel_b":2088,"txrx":1,"power":false,"dest1":219000606,"dest2":219000607,"addressed":true,"band_a":false,"band_b":false,"zonesize":2}""")]
    [InlineData("!AIVDM,1,1,,A,G025boh1R`sn@291njF7P000I<0,2*05", """{"class":"AIS","device":"stdin","type":23,"repeat":0,"mmsi":2190047,"scaled":true,"ne_lon":"2.630000","ne_lat":"51.070000","sw_lon":"1.826667","sw_lat":"50.681667","stationtype":6,"stationtype_text":"Regional use and inland waterways","shiptype":30,"shiptype_text":"Fishing","interval":9,"quiet":3}""")]
    [InlineData("!AIVDM,1,1,,A,I3@ng7dl=cit0AMregft,2*35", """{"class":"AIS","device":"stdin","type":25,"repeat":0,"mmsi":219000606,"scaled":true,"addressed":true,"structured":true,"dest_mmsi":219000607,"app_id":69,"data":"32:deadbeef"}""")]
    [InlineData("!AIVDM,1,1,,A,6025bopl=cip=dMJFU,0*3C", """{"class":"AIS","device":"stdin","type":6,"repeat":0,"mmsi":2190047,"scaled":true,"seqno":2,"dest_mmsi":219000606,"retransmit":false,"dac":219,"fid":7,"data":"20:5a5a50"}""")]
    [InlineData("!AIVDM,2,1,1,A,6025bopl=cip058CFfqp458QE>08E9@R3@000000@d4584dr8IeD0000,0*75 !AIVDM,2,2,1,A,0000,0*17", """{"class":"AIS","device":"stdin","type":6,"repeat":0,"mmsi":2190047,"scaled":true,"seqno":2,"dest_mmsi":219000606,"retransmit":false,"dac":1,"fid":18,"linkage":77,"arrival":"06-23T14:30Z","portname":"AARHUS BERTH 4","destination":"DKAAR","lon":10.2710,"lat":56.1600}""")]
    [InlineData("!AIVDM,1,1,,A,63@ng7P0QJet05VBhBJBP0P,4*30", """{"class":"AIS","device":"stdin","type":6,"repeat":0,"mmsi":219000606,"scaled":true,"seqno":0,"dest_mmsi":2190047,"retransmit":false,"dac":1,"fid":25,"unit":2,"amount":300,"cargos":[{"code":1,"subtype":1234},{"code":5,"subtype":2}]}""")]
    [InlineData("!AIVDM,1,1,,A,6025bohl=cip05h1B:tB009H42t4E20RT0vQumRwfewP,5*06", """{"class":"AIS","device":"stdin","type":6,"repeat":0,"mmsi":2190047,"scaled":true,"seqno":0,"dest_mmsi":219000606,"retransmit":false,"dac":1,"fid":28,"linkage":5,"sender":1,"rtype":2,"rtype_text":"Recommended","start":"11-24T18:00Z","duration":600,"waypoints":[{"lon":10.271000,"lat":56.160000},{"lon":-10.271000,"lat":-56.160002}]}""")]
    [InlineData("!AIVDM,1,1,,A,63@ng7P0QJet<SL30t0p00000000,0*23", """{"class":"AIS","device":"stdin","type":6,"repeat":0,"mmsi":219000606,"scaled":true,"seqno":0,"dest_mmsi":2190047,"retransmit":false,"dac":200,"fid":55,"crew":3,"passengers":120,"personnel":7}""")]
    [InlineData("!AIVDM,1,1,,A,6>jHC6@0Sol0>da4P102D30,2*40", """{"class":"AIS","device":"stdin","type":6,"repeat":0,"mmsi":992351001,"scaled":true,"seqno":0,"dest_mmsi":2350912,"retransmit":false,"dac":235,"fid":10,"off_pos":true,"alarm":false,"stat_ext":129,"ana_int":13.70,"ana_ext1":0.05,"ana_ext2":0,"racon":2,"racon_text":"RACON operational","light":1,"light_text":"Light ON"}""")]
    [InlineData("!AIVDM,2,1,2,A,8025boh0GhFSb1bi77;eQQ9hfKseOkFc<b3`65cwe7wvlO3QW2:Tg10v,0*09 !AIVDM,2,2,2,A,aA00,0*34", """{"class":"AIS","device":"stdin","type":8,"repeat":0,"mmsi":2190047,"scaled":true,"dac":1,"fid":31,"lat":58.3092,"lon":12.3192,"accuracy":true,"timestamp":"25T14:54Z","wspeed":12,"wgust":18,"wdir":225,"wgustdir":230,"humidity":87,"airtemp":-3.5,"dewpoint":-5.1,"pressure":1012,"pressuretend":"decreasing","visgreater":false,"visibility":10.1,"waterlevel":0.5,"leveltrend":"steady","cspeed":1.2,"cdir":90,"cspeed2":25.5,"cdir2":360,"cdepth2":31,"cspeed3":25.5,"cdir3":360,"cdepth3":31,"waveheight":1.4,"waveperiod":6,"wavedir":225,"swellheight":2.1,"swellperiod":9,"swelldir":240,"seastate":4,"watertemp":6.2,"preciptype":"snow","salinity":8.1,"ice":"no"}""")]
    [InlineData("!AIVDM,2,1,3,A,8025boh0CB@i@000000000000000014Sii1CP0000000000001S2CU4P,0*72 !AIVDM,2,2,3,A,CSPCP000000007l<G83=VN0,2*7A", """{"class":"AIS","device":"stdin","type":8,"repeat":0,"mmsi":2190047,"scaled":true,"dac":1,"fid":13,"reason":"ICE","closefrom":"DROGDEN","closeto":"FLINTRANNAN","radius":500,"extunit":0,"from":"11-24T18:00","to":"11-25T06:30"}""")]
    [InlineData("!AIVDM,1,1,,A,839>M7Pj2d<dtttM=B9Q3gbi8iD0,0*30", """{"class":"AIS","device":"stdin","type":8,"repeat":0,"mmsi":211000606,"scaled":true,"dac":200,"fid":10,"vin":"02333145","length":1100,"beam":135,"shiptype":8022,"shiptype_text":"Motor tanker, liquid cargo, type C","hazard":1,"hazard_text":"1 blue cone/light","draught":280,"loaded":2,"loaded_text":"Loaded","speed_q":true,"course_q":false,"heading_q":true}""")]
    [InlineData("!AIVDM,1,1,,A,8020jGhj611CrPc9ugw@00000000,0*2B", """{"class":"AIS","device":"stdin","type":8,"repeat":0,"mmsi":2110047,"scaled":true,"dac":200,"fid":24,"country":"DE","gauges":[{"id":501,"level":345},{"id":502,"level":-12},{"id":0,"level":0},{"id":0,"level":0}]}""")]
    public void Write_Message_IsGpsdsLine(string sentences, string expected)
    {
        var output = new ArrayBufferWriter<byte>();
        var assembler = new FragmentAssembler();
        foreach (var sentence in sentences.Split(' '))
        {
            Assert.True(new SentenceParser().TryParse(Bytes.Of(sentence), out var parsed, out var reason), reason.ToString());
            if (assembler.TryAssemble(parsed, out var bits, out _, out _))
            {
                Assert.Equal(DropReason.None, new GpsdJson(new GpsdJsonOptions()).Write(bits, parsed.Channel, output));
            }
        }

        Assert.Equal(expected + "\n", System.Text.Encoding.UTF8.GetString(output.WrittenSpan));
    }

#if !DEBUG // an unoptimised build makes its spans of constants anew
    [Fact]
    public void Write_AnyMessage_AllocatesNothing()
    {
        var messages = new GeneratedMessages(7).OfEveryApplication(1).Concat(Enumerable.Range(1, 27).Select(Longest)).ToList();
        var buffers = messages.ConvertAll(Buffer);
        var json = new GpsdJson(new GpsdJsonOptions(SplitsType24: true));

        var allocated = Allocations.LeastOf(() =>
        {
            json.Clear();
            foreach (var buffer in buffers)
            {
                json.Admit(buffer.Bits, (byte)'A', out var isPrinted, out var name);
                if (isPrinted)
                {
                    json.Append(buffer.Bits, name);
                }
            }
        });

        Assert.True(json.Lines.Length > 10_000);
        Assert.Equal(0, allocated);
    }

    private static BitString Longest(int type) => BitString.Of(type, 219000606).PadTo(type switch
    {
        5 => 424,
        7 or 13 or 15 or 16 or 20 or 25 => 160,
        12 or 14 or 17 => 400,
        19 => 312,
        21 => 360,
        27 => 96,
        _ => 168,
    });

    private static PayloadBuffer Buffer(BitString message)
    {
        var buffer = new PayloadBuffer();
        Assert.True(buffer.TryAppend(Bytes.Of(message.Payload(out var fillBits)), fillBits));
        return buffer;
    }
#endif
}
