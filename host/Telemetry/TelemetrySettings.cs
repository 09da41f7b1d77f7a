using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Telemetry;

/// <summary>Section <c>Telemetry:Otlp</c>: where traces and metrics go.</summary>
/// <param name="Endpoint">The collector; null = nowhere.</param>
/// <param name="Protocol">How it is spoken to.</param>
/// <param name="Token">Shown as a bearer token; null = none.</param>
internal sealed record TelemetrySettings(Uri? Endpoint, OtlpExportProtocol Protocol, string? Token)
{
    /// <summary>The settings.</summary>
    /// <exception cref="InputException">Every fault.</exception>
    public static TelemetrySettings Read(IConfiguration settings)
    {
        var faults = new List<string>();
        var outer = new SectionReader(settings.GetSection("Telemetry"), faults);
        var read = outer.Section("Otlp") is { } section ? Otlp(section, faults) : new TelemetrySettings(null, default, null);
        outer.Finish();
        return faults.Count > 0 ? throw new InputException(faults) : read;
    }

    private static TelemetrySettings Otlp(IConfigurationSection section, List<string> faults)
    {
        var reader = new SectionReader(section, faults);
        var (text, protocol, token) = (reader.Text("Endpoint"), reader.Word("Protocol", OtlpProtocol.Http), reader.Text("Token"));
        reader.Finish();
        Uri? endpoint = null;
        if (!string.IsNullOrEmpty(text) && (!Uri.TryCreate(text, UriKind.Absolute, out endpoint) || endpoint.Scheme is not ("http" or "https")))
            faults.Add($"{section.Path}:Endpoint is '{text}'. Give the collector's address, e.g. http://127.0.0.1:4318.");
        return new TelemetrySettings(endpoint, protocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf, string.IsNullOrEmpty(token) ? null : token);
    }

    private enum OtlpProtocol
    {
        Http,
        Grpc,
    }
}
