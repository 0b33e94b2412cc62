namespace MaritimeWatch.Service.Commands;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int SomeInputRejected = 3;
    public const int Interrupted = 130;
}
