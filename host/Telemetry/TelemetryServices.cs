using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Pipeline.Host.Notifications;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Telemetry;

/// <summary>Traces and metrics of a serving host.</summary>
internal static class TelemetryServices
{
    private const string HttpRequests = "Microsoft.AspNetCore.Hosting";

    /// <summary>Adds them.</summary>
    /// <exception cref="Runs.InputException">The settings cannot work; every fault.</exception>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration settings, string version)
    {
        var otlp = TelemetrySettings.Read(settings);
        services.AddSingleton<RunMetrics>();
        services.AddSingleton<IRunObserver>(s => s.GetRequiredService<RunMetrics>());
        services.AddHostedService<StandingWatch>();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService(TelemetryNames.Pipeline, serviceVersion: version))
            .WithMetrics(m =>
            {
                m.AddMeter(TelemetryNames.Pipeline, HttpRequests).AddPrometheusExporter();
                if (otlp.Endpoint is not null)
                    m.AddOtlpExporter(o => Configure(o, otlp, "v1/metrics"));
            });
        if (otlp.Endpoint is null)
            return services;
        services.AddSingleton<IRunObserver, RunTraces>();
        telemetry.WithTracing(t => t.AddSource(TelemetryNames.Pipeline).AddOtlpExporter(o => Configure(o, otlp, "v1/traces")));
        return services;
    }

    /// <summary><c>/metrics</c>, for Prometheus; it needs a viewer's key.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder app) => app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(Roles.Viewer);

    private static void Configure(OtlpExporterOptions options, TelemetrySettings otlp, string path)
    {
        options.Protocol = otlp.Protocol;
        options.Endpoint = otlp.Protocol == OtlpExportProtocol.Grpc ? otlp.Endpoint! : new Uri($"{otlp.Endpoint!.ToString().TrimEnd('/')}/{path}");
        if (otlp.Token is not null)
            options.Headers = $"Authorization=Bearer {Uri.EscapeDataString(otlp.Token)}";
    }
}
