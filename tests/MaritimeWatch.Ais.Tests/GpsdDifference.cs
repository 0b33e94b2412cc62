namespace MaritimeWatch.Ais.Tests;

/// <summary>The rows of the table of differences, under the names they have there.</summary>
internal enum GpsdDifference
{
    TurnSign,
    StatusWords,
    LongRangeStatus,
    LongRangeDecimals,
    VendorIdentifier,
    UnusedBits,
    SlotRadio,
    CutCharacter,
    LongName,
    PersonsOnBoard,
    AirDraught,
    TidalScale,
    PartialElement,
    SyntheticTarget,
    WaterLevel,
    WarningStart,
    SignalPosition,
    SignalText,
    UnescapedText,
    SplitHalves,
    PartsOfSeveral,
    LineStart,
    LineBefore,
    UnknownChannel,
    WrongLength,
}
