using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MaritimeWatch.Domain.Assets;

/// <summary>Stands for all of an asset that decides what crosses it: geometry, whether it is an area, status, validity.</summary>
public static class AssetShapeHash
{
    private const int Digits = 16;

    /// <summary>Sixteen hexadecimal digits of SHA-256; two assets with the same have the same crossings.</summary>
    public static string Of(ChartedAsset asset)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(asset.IsArea ? "area" : "line")};{(asset.Status is AssetStatus.Retired or AssetStatus.Planned ? "off" : "on")};{asset.ValidFrom?.UnixMilliseconds};{asset.ValidTo?.UnixMilliseconds}");
        foreach (var part in asset.Parts)
        {
            text.Append('|');
            foreach (var vertex in part)
            {
                text.Append(CultureInfo.InvariantCulture, $"{vertex.Latitude:R},{vertex.Longitude:R};");
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString())))[..Digits];
    }
}
