using Microsoft.Extensions.Configuration;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Runs;
using Pipeline.Host.Simulator;

namespace Pipeline.Host.Composition;

/// <summary>Reads the settings: <c>appsettings.json</c> beside the program, then the file the user named, then the environment.</summary>
internal static class HostSettings
{
    private const string EnvironmentPrefix = "PIPELINE_";

    /// <summary>All settings.</summary>
    /// <exception cref="InputException">The file is missing or no JSON.</exception>
    public static IConfigurationRoot Read(SessionOptions options)
    {
        if (options.ConfigFile is { } missing && !File.Exists(missing))
            throw new InputException($"The settings file {missing} does not exist. Correct the path given with --config.");
        try
        {
            var builder = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: false);
            if (options.ConfigFile is { } file)
                builder.AddJsonFile(file, optional: false);
            return builder.AddEnvironmentVariables(EnvironmentPrefix).Build();
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"{e.Message} {e.InnerException?.Message}".Trim());
        }
    }

    /// <summary>The configured pool; without one, or for a demo, simulated nodes in the data folder.</summary>
    /// <exception cref="InputException">The pool as configured cannot work; lists every fault.</exception>
    public static NodePoolOptions Pool(IConfiguration settings, SessionOptions options)
    {
        var section = settings.GetSection("NodePool");
        if (options.Demo is null && section.AsEnumerable().Any(setting => !string.IsNullOrEmpty(setting.Value)))
            return Configured(section);
        var cluster = Path.Combine(options.DataFolder, "nodes");
        var workspace = Path.Combine(options.DataFolder, "workspace");
        Directory.CreateDirectory(workspace);
        try
        {
            var demo = options.Demo ?? new DemoNodes("gaudi2", 2, []);
            var pool = new NodePoolOptions
            {
                Workspace = workspace,
                Nodes = SimulatedCluster.Create(cluster, demo.Count, demo.Device),
            };
            if (options.Demo is not null)
                SimulatedCluster.SetFaults(cluster, demo.Faults);
            return pool;
        }
        catch (SimulatorException e)
        {
            throw new InputException(e.Message);
        }
    }

    private static NodePoolOptions Configured(IConfigurationSection section)
    {
        var (pool, faults) = PoolSettings.Read(section);
        return faults.Count > 0 ? throw new InputException(faults) : pool;
    }
}
