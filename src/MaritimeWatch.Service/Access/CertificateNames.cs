using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MaritimeWatch.Service.Access;

/// <summary>The names in a certificate's subjectAltName (RFC 5280, section 4.2.1.6), written as <c>dns:…</c>, <c>uri:…</c>, <c>email:…</c>.</summary>
internal static class CertificateNames
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private static readonly Asn1Tag Email = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag Dns = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    public static IReadOnlyList<string> Of(X509Certificate2 certificate)
    {
        var names = new List<string>();
        try
        {
            foreach (var extension in certificate.Extensions.Where(extension => extension.Oid?.Value == SubjectAlternativeName))
            {
                var list = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
                while (list.HasData)
                {
                    var tag = list.PeekTag();
                    var kind = tag == Email ? "email" : tag == Dns ? "dns" : tag == Uri ? "uri" : null;
                    if (kind is null)
                    {
                        list.ReadEncodedValue();
                    }
                    else
                    {
                        names.Add($"{kind}:{list.ReadCharacterString(UniversalTagNumber.IA5String, tag)}");
                    }
                }
            }
        }
        catch (Exception failure) when (failure is AsnContentException or CryptographicException)
        {
            // A damaged extension names nobody.
            return [];
        }

        return names;
    }
}
