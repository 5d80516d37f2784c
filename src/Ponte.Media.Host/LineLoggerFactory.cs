using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Ponte.Media.Host;

/// <summary>Writes log lines of the form <c>time level category: message</c>, from any thread. All that this process needs of a logging library.</summary>
internal sealed class LineLoggerFactory(TextWriter output, TimeProvider time) : ILoggerFactory
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new LineLogger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This factory writes lines and nothing else.");

    /// <inheritdoc/>
    public void Dispose()
    {
        // The output is its owner's.
    }

    private void Write(string line)
    {
        lock (_gate)
        {
            output.WriteLine(line);
        }
    }

    private sealed class LineLogger(LineLoggerFactory factory, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }
            var now = factory.Now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            var error = exception is null ? "" : $" {exception}";
            factory.Write($"{now} {logLevel} {category}: {formatter(state, exception)}{error}");
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();
}
