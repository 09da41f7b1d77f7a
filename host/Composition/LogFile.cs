using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Pipeline.Host.Composition;

/// <summary>
/// Appends warnings and errors, with their details, to a file in the data folder; several processes may share it. Where it
/// cannot be written to, e.g. on a full disk, an entry is lost rather than the work that it tells of.
/// </summary>
internal sealed class LogFile(string path, Secrets secrets, TimeProvider clock) : ILoggerProvider
{
    private readonly Lock gate = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Append(LogLevel level, string category, string message, Exception? exception)
    {
        var time = clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var text = $"{time} {level} {category}: {message}{(exception is null ? "" : Environment.NewLine + exception)}{Environment.NewLine}";
        var bytes = Encoding.UTF8.GetBytes(secrets.Mask(text));
        lock (gate)
        {
            try
            {
                using var file = DataFolder.Open(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
                file.Write(bytes);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Whoever logs is in the middle of handling trouble already.
            }
        }
    }

    private sealed class Category(LogFile file, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                file.Append(logLevel, name, formatter(state, exception), exception);
        }
    }
}
