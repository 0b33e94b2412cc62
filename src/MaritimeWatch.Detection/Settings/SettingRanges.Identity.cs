namespace MaritimeWatch.Detection.Settings;

/// <summary>The ranges of the rules about identity and plausible motion.</summary>
internal static partial class SettingRanges
{
    private static void CheckIdentity(DetectionSettings s, Action<string, double, double, double> number, Action<string, TimeSpan, TimeSpan, TimeSpan> time)
    {
        number("KinematicSpoof:CargoMaxKnots", s.KinematicSpoof.CargoMaxKnots, 20, 60);
        number("KinematicSpoof:PassengerMaxKnots", s.KinematicSpoof.PassengerMaxKnots, 30, 100);
        number("KinematicSpoof:MaxSpeedOverGroundKnots", s.KinematicSpoof.MaxSpeedOverGroundKnots, 30, 100);
        time("KinematicSpoof:ClockDoubt", s.KinematicSpoof.ClockDoubt, Sec(0), Sec(600));
        time("KinematicSpoof:LookBack", s.KinematicSpoof.LookBack, Min(1), Min(30));
        number("KinematicSpoof:ConfirmingFixes", s.KinematicSpoof.ConfirmingFixes, 1, 3);
        number("KinematicSpoof:SpeedMismatchKnots", s.KinematicSpoof.SpeedMismatchKnots, 5, 50);
        time("KinematicSpoof:SpeedMismatchOver", s.KinematicSpoof.SpeedMismatchOver, Sec(10), Sec(300));
        time("KinematicSpoof:SettlesWithin", s.KinematicSpoof.SettlesWithin, Min(0), Min(30));
        time("KinematicSpoof:CloseAfter", s.KinematicSpoof.CloseAfter, Min(5), Min(240));
        number("DuplicateMmsi:MinDistanceMetres", s.DuplicateMmsi.MinDistanceMetres, 1000, 50000);
        time("DuplicateMmsi:AlternationWithin", s.DuplicateMmsi.AlternationWithin, Sec(10), Sec(600));
        number("DuplicateMmsi:AlternationIntervals", s.DuplicateMmsi.AlternationIntervals, 2, 10);
        number("DuplicateMmsi:Alternations", s.DuplicateMmsi.Alternations, 2, 20);
        number("DuplicateMmsi:JumpAfterIntervals", s.DuplicateMmsi.JumpAfterIntervals, 1, 10);
        time("DuplicateMmsi:JumpAfterAtLeast", s.DuplicateMmsi.JumpAfterAtLeast, Sec(10), Sec(300));
        time("DuplicateMmsi:JumpAfterAtMost", s.DuplicateMmsi.JumpAfterAtMost, Sec(30), Sec(1800));
        time("DuplicateMmsi:CloseAfter", s.DuplicateMmsi.CloseAfter, Hours(1), Hours(72));
        time("DuplicateMmsi:RememberedFor", s.DuplicateMmsi.RememberedFor, Hours(0), Hours(720));
        number("IdentityChange:MaxNameEdits", s.IdentityChange.MaxNameEdits, 0, 10);
        number("IdentityChange:MaxSizeDifferenceMetres", s.IdentityChange.MaxSizeDifferenceMetres, 0, 20);
        time("IdentityChange:ConfirmAfter", s.IdentityChange.ConfirmAfter, Min(0), Min(60));
        time("IdentityChange:GatherFor", s.IdentityChange.GatherFor, Min(1), Min(120));
        time("IdentityChange:NearAssetWithin", s.IdentityChange.NearAssetWithin, Min(10), Hours(24));
        number("IdentityChange:ShipMetres", s.IdentityChange.ShipMetres, 20, 300);
        number("IdentityChange:LargeShipMetres", s.IdentityChange.LargeShipMetres, 20, 400);
        time("IdentityChange:CloseAfter", s.IdentityChange.CloseAfter, Hours(1), Hours(48));
        number("ImplausiblePosition:InlandMetres", s.ImplausiblePosition.InlandMetres, 100, 10000);
        number("ImplausiblePosition:PortMetres", s.ImplausiblePosition.PortMetres, 0, 20000);
        number("ImplausiblePosition:MinAngleDegrees", s.ImplausiblePosition.MinAngleDegrees, 20, 90);
        number("ImplausiblePosition:MinSpeedKnots", s.ImplausiblePosition.MinSpeedKnots, 1, 10);
        time("ImplausiblePosition:MinDuration", s.ImplausiblePosition.MinDuration, Min(5), Min(120));
        number("ImplausiblePosition:StreamSpeedKnots", s.ImplausiblePosition.StreamSpeedKnots, 3, 10);
        number("ImplausiblePosition:AsternDegrees", s.ImplausiblePosition.AsternDegrees, 135, 180);
        number("ImplausiblePosition:SoundCompassDegrees", s.ImplausiblePosition.SoundCompassDegrees, 5, 45);
        time("ImplausiblePosition:CloseAfter", s.ImplausiblePosition.CloseAfter, Min(5), Min(240));
    }
}
