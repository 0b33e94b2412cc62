using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Hosting;

/// <summary>Takes a report into the analyser.</summary>
internal delegate void ObserveReport(in AisReport report);
