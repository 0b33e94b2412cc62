using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Records that a bundle was made, before it leaves the service.</summary>
internal interface IExportRecord
{
    /// <summary>Done when the record is durable.</summary>
    /// <exception cref="Storage.StoreException">It cannot be recorded: then the bundle must not leave.</exception>
    Task ExportedAsync(HttpContext http, BundleRequest request, byte[] bundle);
}
