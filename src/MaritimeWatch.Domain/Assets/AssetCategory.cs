namespace MaritimeWatch.Domain.Assets;

/// <summary>What a charted asset is.</summary>
public enum AssetCategory : byte
{
    /// <summary>Telecommunication cable (<c>telecom_cable</c>).</summary>
    TelecomCable,

    /// <summary>Power link (<c>power_cable</c>).</summary>
    PowerCable,

    /// <summary>Wind farm export cable (<c>export_cable</c>).</summary>
    ExportCable,

    /// <summary>Gas pipeline (<c>gas_pipeline</c>).</summary>
    GasPipeline,

    /// <summary>Oil pipeline (<c>oil_pipeline</c>).</summary>
    OilPipeline,

    /// <summary>Charted cable area, a polygon (<c>cable_area</c>).</summary>
    CableArea,

    /// <summary>Charted pipeline area, a polygon (<c>pipeline_area</c>).</summary>
    PipelineArea,
}
