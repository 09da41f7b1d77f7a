using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Engine.Api.Definitions;
using Pipeline.Engine.Api.Descriptors;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Registration;

namespace Pipeline.Engine.Api;

/// <summary>
/// Does in the background, when the host starts, what the designer's first visitor would wait for else: workflows in code become
/// definitions, activities are described, the database is asked for the first time.
/// </summary>
internal sealed class ReadyAnswers(IDefinitions definitions, ActivityTypes types, StandIns standIns, ILogger<ReadyAnswers> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var version in await definitions.ListAsync(VersionChoice.Latest, stoppingToken))
            {
                _ = DefinitionAnswers.Summary(version);
                if (version.IsReadonly && await definitions.FindVersionAsync(version.Id, stoppingToken) is { } whole)
                    _ = DefinitionAnswers.Whole(whole, standIns);
            }

            foreach (var descriptor in await types.DescribeAsync(stoppingToken))
                _ = DescriptorJson.Of(descriptor);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception e)
        {
            // Whoever asks gets an answer, or is told what is wrong.
            log.LogWarning(e, "The designer's answers could not be made ready");
        }
    }
}
