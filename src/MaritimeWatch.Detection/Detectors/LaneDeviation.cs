using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Whether a large ship is far off every lane that her class uses. Cheap enough for every minute of every large ship.</summary>
internal static class LaneDeviation
{
    /// <summary>Whether the newest sample of a track is far off; false for small ships, other classes, slow ones, and without a model.</summary>
    public static bool IsFarOff(NormalityModel? model, VesselTrack track, DetectionSettings settings)
    {
        if (model is null || !track.IsSample || !(track.LengthMetres >= settings.LaneDeviation.MinLengthMetres))
        {
            return false;
        }

        ref readonly var sample = ref track.Samples.Latest;
        return sample.MeanSpeedKnots >= settings.LaneDeviation.MinSpeedKnots
            && !float.IsNaN(sample.CourseDegrees)
            && IsFarOff(model, track.ShipType, sample.RawLatitude, sample.RawLongitude, sample.CourseDegrees, settings.LaneDeviation.LaneCells);
    }

    /// <summary>Whether no cargo ship, or no tanker, as she is one, was learned to steer a similar course within so many cells.</summary>
    public static bool IsFarOff(NormalityModel model, ShipType? type, int rawLatitude, int rawLongitude, double courseDegrees, int laneCells) =>
        VesselClasses.Of(type) is (VesselClass.Cargo or VesselClass.Tanker) and var vesselClass
        && model.Ordinary.CellsOffLane(TrafficGrid.CellOf(rawLatitude, rawLongitude), vesselClass, WindowSample.SectorOf(courseDegrees), laneCells) > laneCells;
}
