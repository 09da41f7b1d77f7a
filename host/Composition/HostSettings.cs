using Microsoft.Extensions.Configuration;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Runs;
using Pipeline.Host.Simulator;

namespace Pipeline.Host.Composition;

/// <summary>Reads the settings: <c>appsettings.json</c> beside the program, then the file the user named, then secrets, then the environment.</summary>
internal static class HostSettings
{
    private const string EnvironmentPrefix = "PIPELINE_";
    private static readonly string[] SecretFolders = ["CREDENTIALS_DIRECTORY", "PIPELINE_SECRETS"];

    /// <summary>All settings. Where no file was named, beside a host that serves the folder, those of that host: the same nodes and schedules are meant.</summary>
    /// <exception cref="InputException">The file is missing, cannot be read, or is no JSON; a setting is none, or cannot be read.</exception>
    public static IConfigurationRoot Read(SessionOptions options)
    {
        if (options.ConfigFile is { } missing && !File.Exists(missing))
            throw new InputException($"The settings file {missing} does not exist. Correct the path given with --config.");
        try
        {
            var builder = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: false);
            var faults = new List<string>();
            if ((options.ConfigFile ?? new ServeLock(options.DataFolder).SettingsFile()) is { } file)
            {
                faults.AddRange(SettingsFaults.OfNames(new ConfigurationBuilder().AddJsonFile(file, optional: false).Build()));
                builder.AddJsonFile(file, optional: false);
            }

            var settings = AddSecrets(builder).AddEnvironmentVariables(EnvironmentPrefix).Build();
            faults.AddRange(SettingsFaults.Of(settings));
            return faults.Count > 0 ? throw new InputException(faults) : settings;
        }
        catch (InvalidDataException e)
        {
            // The innermost tells line and column.
            throw new InputException($"{e.Message} {(e.GetBaseException() is var cause && cause != e ? cause.Message : "")}".Trim());
        }
        catch (Exception e) when (e is UnauthorizedAccessException or FileNotFoundException)
        {
            throw new InputException($"{e.Message} Let the user that runs this program read it, or name another with --config.");
        }
    }

    /// <summary>
    /// Secrets that are not to stand in a settings file: the developer's user secrets (<c>dotnet user-secrets --id pipeline</c>),
    /// and folders with one file a setting, named like <c>Hooks__Secrets__calibrate</c>, as systemd and containers hand them over.
    /// </summary>
    private static IConfigurationBuilder AddSecrets(IConfigurationBuilder builder)
    {
        var ofUser = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".microsoft", "usersecrets", "pipeline", "secrets.json");
        if (File.Exists(ofUser))
            builder.AddJsonFile(ofUser, optional: true);
        foreach (var folder in SecretFolders.Select(Environment.GetEnvironmentVariable))
        {
            if (folder is { Length: > 0 } && Directory.Exists(folder))
                builder.AddKeyPerFile(Path.GetFullPath(folder), optional: true);
        }

        return builder;
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
