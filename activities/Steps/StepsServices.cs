using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Records;
using Pipeline.Activities.Steps.Store;
using Pipeline.Activities.Steps.Waits;

namespace Pipeline.Activities.Steps;

/// <summary>Registers what the steps need; the host adds the database and <see cref="IRunResumer"/>.</summary>
public static class StepsServices
{
    /// <summary>Adds the steps' services, with settings from the given configuration section.</summary>
    public static IServiceCollection AddSteps(this IServiceCollection services, IConfiguration settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<StepOptions>().Bind(settings);
        services.AddSingleton<IStepRecords, StepRecords>();
        services.AddSingleton<IStepWaits, StepWaits>();
        services.AddSingleton<ProgressRecorder>();
        services.AddSingleton<IWaitWatcher, WaitWatcher>();
        services.AddSingleton<IStepRunner, JobStepRunner>();
        services.AddSingleton<RunCleanUp>();
        return services;
    }
}
