using System.Text.RegularExpressions;
using Pipeline.Host.Simulator.Faults;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary><c>docker</c>, apart from <c>exec</c>, which the shim does itself.</summary>
internal static partial class Docker
{
    private static readonly HashSet<string> WithValue =
    [
        "--name", "-e", "--env", "-v", "--volume", "-w", "--workdir", "-p", "--publish", "-u", "--user", "--runtime", "--cap-add",
        "--net", "--network", "--ipc", "--device", "--ulimit", "--entrypoint", "--label", "-l", "--hostname", "-h", "--shm-size",
        "--security-opt", "--pid", "--restart", "--mount", "--env-file", "-f", "--format", "--filter", "-t", "--time", "--tail", "-n",
    ];

    /// <summary>Runs the tool.</summary>
    public static Task<int> RunAsync(ToolContext context)
    {
        if (context.Node.Faults.Find(FaultKind.DockerMissing) is not null)
            return Task.FromResult(context.Fail("bash: docker: command not found", 127));
        List<string> words = [.. context.Arguments];
        if (words.Count > 1 && words[0] is "container" or "system") words.RemoveAt(0);
        string command = words.Count > 0 ? words[0] : "";
        // What follows the image of "run" belongs to the command in the container; -f of rm and logs is a flag.
        IReadOnlySet<string> withValue = command is "rm" or "logs" ? new HashSet<string> { "-n", "--tail" } : WithValue;
        CommandLine line = new([.. words.Skip(1)], withValue, stopAtWord: command == "run");
        return Answer(context, command, line);
    }

    private static async Task<int> Answer(ToolContext context, string command, CommandLine line)
    {
        Containers containers = new(context.Node);
        switch (command)
        {
            case "run": return Run(context, containers, line);
            case "ps": return Ps(context, containers, line);
            case "info": return Info(context, line);
            case "version" or "--version" or "-v": return context.Print("Docker version 27.3.1, build ce12230");
            case "pull": return await PullAsync(context, line);
            case "images": return context.Print("REPOSITORY   TAG   IMAGE ID   CREATED   SIZE");
            case "image": return 0;
            case "inspect" or "start" or "stop" or "restart" or "kill" or "rm" or "logs": return ForEach(context, containers, command, line);
            default: return context.Fail($"docker: '{command}' is not a docker command.\nSee 'docker --help'");
        }
    }

    private static int Run(ToolContext context, Containers containers, CommandLine line)
    {
        string runtime = line.Value("--runtime") ?? "runc";
        bool known = runtime == "runc" || (runtime == "habana" && context.Node.Faults.Find(FaultKind.RuntimeMissing) is null);
        if (!known) return context.Fail($"docker: Error response from daemon: Unknown runtime specified {runtime}.\nSee 'docker run --help'.", 125);
        if (line.Words.Count == 0) return context.Fail("docker: 'docker run' requires at least 1 argument.", 125);
        string name = line.Value("--name") ?? $"gaudi_{context.Clock.GetUtcNow().ToUnixTimeMilliseconds()}";
        if (containers.Find(name) is { } other)
        {
            return context.Fail(
                $"docker: Error response from daemon: Conflict. The container name \"/{name}\" is already in use by container \"{other.Id}\". You have to remove (or rename) that container to be able to reuse that name.",
                125);
        }
        Container made = containers.Add(name, line.Words[0], line.Values("-e", "--env"), line.Values("--label", "-l"));
        return context.Print(made.Id);
    }

    private static int Ps(ToolContext context, Containers containers, CommandLine line)
    {
        IEnumerable<Container> shown = containers.All().Where(c => c.IsRunning || line.Has("-a", "--all", "-aq", "-qa"));
        foreach (string filter in line.Values("--filter", "-f"))
        {
            string[] pair = filter.Split('=', 2);
            shown = pair[0] switch
            {
                "name" => shown.Where(c => Regex.IsMatch("/" + c.Name, pair[1].Replace("^/", "^", StringComparison.Ordinal).Replace("^", "^/", StringComparison.Ordinal))),
                "status" => shown.Where(c => c.Status == pair[1]),
                _ => shown,
            };
        }
        if (line.Has("-q", "--quiet", "-aq", "-qa")) return context.Print(shown.Select(c => c.ShortId).ToList());
        if (line.Value("--format") is { } format) return Formatted(context, shown, format);
        return context.Print(shown.Select(c => $"{c.ShortId}   {c.Image}   \"sleep infinity\"   2 minutes ago   {(c.IsRunning ? "Up 2 minutes" : "Exited (137) 1 minute ago")}             {c.Name}")
            .Prepend("CONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS     NAMES"));
    }

    private static int Info(ToolContext context, CommandLine line)
    {
        bool habana = context.Node.Faults.Find(FaultKind.RuntimeMissing) is null;
        if (line.Value("--format", "-f") is not null)
            return context.Print(habana ? "{\"habana\":{\"path\":\"/usr/bin/habana-container-runtime\"},\"runc\":{\"path\":\"runc\"}}" : "{\"runc\":{\"path\":\"runc\"}}");
        return context.Print("Client: Docker Engine - Community", " Version:    27.3.1", "Server:", " Server Version: 27.3.1",
            habana ? " Runtimes: habana io.containerd.runc.v2 runc" : " Runtimes: io.containerd.runc.v2 runc", " Default Runtime: runc");
    }

    private static async Task<int> PullAsync(ToolContext context, CommandLine line)
    {
        string image = line.Words.Count > 0 ? line.Words[0] : "";
        context.Out.WriteLine($"{image.Split(':')[^1]}: Pulling from {image.Split(':')[0]}");
        await context.WaitAsync(0.3);
        return context.Print($"Status: Image is up to date for {image}", image);
    }

    private static int ForEach(ToolContext context, Containers containers, string command, CommandLine line)
    {
        int exitCode = 0;
        foreach (string name in line.Words)
        {
            if (containers.Find(name) is not { } container)
            {
                if (command == "inspect") context.Out.WriteLine("[]");
                string missing = command == "inspect" ? $"Error: No such object: {name}" : $"Error response from daemon: No such container: {name}";
                exitCode = command == "rm" && line.Has("-f", "--force") ? exitCode : context.Fail(missing);
                continue;
            }
            if (command == "inspect")
            {
                exitCode = Math.Max(exitCode, line.Value("-f", "--format") is { } format
                    ? Formatted(context, [container], format)
                    : context.Print($"[{{\"Id\":\"{container.Id}\",\"Name\":\"/{container.Name}\",\"State\":{{\"Status\":\"{container.Status}\",\"Running\":{(container.IsRunning ? "true" : "false")}}},\"Config\":{{\"Image\":\"{container.Image}\"}},\"HostConfig\":{{\"Runtime\":\"habana\"}}}}]"));
                continue;
            }
            if (command == "rm" && container.IsRunning && !line.Has("-f", "--force"))
            {
                exitCode = context.Fail($"Error response from daemon: cannot remove container \"/{name}\": container is running: stop the container before removing or force remove");
                continue;
            }
            if (command == "logs") continue;
            Change(context, containers, command, container);
            context.Out.WriteLine(name);
        }
        return exitCode;
    }

    private static void Change(ToolContext context, Containers containers, string command, Container container)
    {
        // Whatever ran in the container ends with it.
        if (container.IsRunning && command != "start") NodeReboot.EndProcesses(context.Node);
        if (command == "rm") containers.Remove(container.Name);
        else containers.SetRunning(container.Name, command is "start" or "restart");
    }

    private static int Formatted(ToolContext context, IEnumerable<Container> containers, string format)
    {
        foreach (Container container in containers)
        {
            string? unknown = null;
            string text = Placeholder().Replace(format, match =>
            {
                string? value = match.Groups[2].Success
                    ? container.Labels.GetValueOrDefault(match.Groups[2].Value, "")
                    : Field(container, match.Groups[1].Value);
                unknown ??= value is null ? match.Value : null;
                return value ?? "";
            });
            if (unknown is not null) return context.Fail($"template parsing error: template: :1:2: executing \"\" at <{unknown}>: map has no entry for key");
            context.Out.WriteLine(text.Replace("\\t", "\t", StringComparison.Ordinal));
        }
        return 0;
    }

    private static string? Field(Container container, string name) => name switch
    {
        ".State.Running" => container.IsRunning ? "true" : "false",
        ".State.Status" or ".State" => container.Status,
        ".Status" => container.IsRunning ? "Up 2 minutes" : "Exited (137) 1 minute ago",
        ".Config.Image" or ".Image" => container.Image,
        ".Name" => "/" + container.Name,
        ".Names" => container.Name,
        ".Id" => container.Id,
        ".ID" => container.ShortId,
        ".HostConfig.Runtime" => "habana",
        _ => null,
    };

    [GeneratedRegex(@"\{\{\s*(?:json\s+)?(\.[A-Za-z.]+|index \.Config\.Labels ""([^""]+)"")\s*\}\}")]
    private static partial Regex Placeholder();
}
