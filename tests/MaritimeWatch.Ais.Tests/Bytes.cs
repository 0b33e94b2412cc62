namespace MaritimeWatch.Ais.Tests;

/// <summary>Text as bytes.</summary>
internal static class Bytes
{
    public static byte[] Of(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    public static byte[] Latin1(string text) => System.Text.Encoding.Latin1.GetBytes(text);

    public static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
