namespace MaritimeWatch.Ais.Gpsd;

/// <summary>Arrays of objects within the line. The first member of such an object follows no comma and has methods of its own.</summary>
internal sealed partial class JsonLine
{
    public void OpenArray(ReadOnlySpan<byte> name)
    {
        Name(name);
        Put((byte)'[');
    }

    public void CloseArray() => Put((byte)']');

    public void OpenObject(bool isFirst) => Start(isFirst ? "{"u8 : ",{"u8);

    public void CloseObject() => Put((byte)'}');

    public void First(ReadOnlySpan<byte> name, long value)
    {
        FirstName(name);
        Number(value);
    }

    /// <summary>A number given in 10^-decimals.</summary>
    public void FirstDecimal(ReadOnlySpan<byte> name, long value, int decimals)
    {
        FirstName(name);
        Decimal(value, decimals);
    }

    private void FirstName(ReadOnlySpan<byte> name)
    {
        Put((byte)'"');
        Start(name);
        Start("\":"u8);
    }
}
