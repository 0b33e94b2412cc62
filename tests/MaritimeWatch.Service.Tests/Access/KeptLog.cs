using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Tests.Access;

/// <summary>Everything that is logged, down to the last detail.</summary>
internal sealed class KeptLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> Lines => [.. lines];

    public static (KeptLog Log, ILoggerFactory Loggers) Create()
    {
        var log = new KeptLog();
        return (log, LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
    }

    public ILogger CreateLogger(string categoryName) => new Keeper(lines, categoryName);

    public void Dispose()
    {
    }

    private sealed class Keeper(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{category} scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}");
    }
}
