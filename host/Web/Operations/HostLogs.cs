using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Pipeline.Host.Composition;

namespace Pipeline.Host.Web.Operations;

/// <summary>
/// A serving host's logs: warnings and errors in the data folder's <c>pipeline.log</c>, and everything at the configured
/// level on standard error, as JSON, one object a line, or as text with <c>Logging:Format=text</c>.
/// </summary>
internal static class HostLogs
{
    /// <summary>Adds them.</summary>
    public static ILoggingBuilder AddHostLogs(this ILoggingBuilder log, string dataFolder, IConfiguration settings)
    {
        log.ClearProviders();
        log.AddConfiguration(settings.GetSection("Logging"));
        log.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        // It warns at the first start that session keys are stored as they are: they are, in a folder that is the owner's alone.
        log.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        // A host that cannot start says so by itself, in a sentence.
        log.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        var secrets = Secrets.Of(settings);
        log.AddProvider(new LogFile(Path.Combine(dataFolder, "pipeline.log"), secrets, TimeProvider.System));
        // The console's formatters write what they are given; so the stream they write to masks.
        Console.SetError(new MaskingWriter(Console.Error, secrets));
        if ("text".Equals(settings["Logging:Format"], StringComparison.OrdinalIgnoreCase))
            log.AddSimpleConsole(o => (o.SingleLine, o.UseUtcTimestamp, o.TimestampFormat) = (true, true, "yyyy-MM-dd HH:mm:ss.fff'Z' "));
        else
            log.AddJsonConsole(o => (o.UseUtcTimestamp, o.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        log.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        return log;
    }
}
