using System.Diagnostics;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine;
using Pipeline.Engine.Registration;
using Pipeline.Engine.Runtime;
using Pipeline.Engine.Runtime.Recovery;

namespace Pipeline.Tests.Engine.Runtime;

/// <summary>A second process runs the workflow and is killed (SIGKILL) in the middle of the third of five activities.</summary>
public class Killed_process
{
    private const string FolderVariable = "PIPELINE_TEST_KILLED_PROCESS";
    private const string InTheMiddle = "in the middle";

    [Fact]
    public async Task Every_finished_activity_ran_once_and_the_interrupted_one_twice()
    {
        var folder = Directory.CreateTempSubdirectory("killed-").FullName;
        string[] victim = ["-explicit", "only", "-method", $"{typeof(Killed_process).FullName}.{nameof(Victim)}"];
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Pipeline.Tests.Engine"), victim) { RedirectStandardOutput = true, Environment = { [FolderVariable] = folder } })!;
        while ((await process.StandardOutput.ReadLineAsync()).ShouldNotBeNull() != InTheMiddle)
        {
        }
        process.Kill();
        await process.WaitForExitAsync();

        await using (var services = Build(folder, hangs: false))
        {
            (await services.GetRequiredService<IRunRecovery>().RecoverAsync()).ShouldBe(["run"]);
            await services.GetRequiredService<IEngineActivity>().WhenIdleAsync();
            (await services.GetRequiredService<IWorkflowInstanceStore>().SummarizeManyAsync(new())).Single().SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        }

        (await File.ReadAllLinesAsync(Path.Combine(folder, "effects"))).ShouldBe(["1", "2", "3", "3", "4", "5"]);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The process to kill: runs only when asked for by name.</summary>
    [Fact(Explicit = true)]
    public async Task Victim()
    {
        await using var services = Build(Environment.GetEnvironmentVariable(FolderVariable)!, hangs: true);
        var client = await services.GetRequiredService<IWorkflowRuntime>().CreateClientAsync("run");
        await client.CreateAndRunInstanceAsync(new() { WorkflowDefinitionHandle = Host.Definition("five") });
    }

    private static ServiceProvider Build(string folder, bool hangs)
    {
        var services = new ServiceCollection();
        services.AddEmbeddedEngine(options => options.DatabasePath = Path.Combine(folder, "engine.db"));
        services.AddSingleton(new WorkflowRegistration(typeof(Five), _ => new Five(Path.Combine(folder, "effects"), hangs)));
        return services.BuildServiceProvider();
    }

    private sealed class Five(string effects, bool hangs) : WorkflowBase
    {
        protected override void Build(IWorkflowBuilder builder)
        {
            builder.WithDefinitionId("five");
            builder.Root = new Sequence { Activities = [.. Enumerable.Range(1, 5).Select(number => new Effect(effects, number, hangs && number == 3))] };
        }
    }

    private sealed class Effect(string file, int number, bool hangs) : CodeActivity
    {
        protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
        {
            await File.AppendAllTextAsync(file, $"{number}\n");
            if (!hangs)
                return;
            await Console.Out.WriteLineAsync(InTheMiddle);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
    }
}
