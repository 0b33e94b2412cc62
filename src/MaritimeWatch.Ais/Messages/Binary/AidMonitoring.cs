using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 6, 235/10 and 250/10: the health of an aid to navigation (General Lighthouse Authorities; IALA A-126).</summary>
internal readonly ref struct AidMonitoring(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int SupplyTwentiethVolts => Number(88, 10); // 0 not used
    public int External1TwentiethVolts => Number(98, 10);
    public int External2TwentiethVolts => Number(108, 10);
    public int RaconCode => Number(118, 2); // 0 none, 1 not monitored, 2 operational, 3 error
    public int LightCode => Number(120, 2); // 0 none or not monitored, 1 on, 2 off, 3 error
    public bool HasAlarm => bits.Flag(122);
    public int DigitalInputs => Number(123, 8); // one bit each
    public bool IsOffPosition => bits.Flag(131);

    private int Number(int start, int length) => (int)bits.Unsigned(start, length);
}
