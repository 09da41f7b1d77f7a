using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Activities.Steps.Waits;

/// <summary>Resumes runs through the engine's runtime.</summary>
internal sealed class RuntimeRunResumer(IServiceScopeFactory scopes) : IRunResumer
{
    /// <inheritdoc/>
    public async Task ResumeAsync(string runId, string key, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var runtime = scope.ServiceProvider.GetRequiredService<IWorkflowRuntime>();
        var client = await runtime.CreateClientAsync(runId, cancellationToken);
        await client.RunInstanceAsync(new RunWorkflowInstanceRequest { BookmarkId = key }, cancellationToken);
    }
}
