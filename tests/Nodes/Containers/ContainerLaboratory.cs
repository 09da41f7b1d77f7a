using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps;
using Pipeline.Tests.Nodes.Jobs;

namespace Pipeline.Tests.Nodes.Containers;

/// <summary>
/// Real containers: podman with runc stands in for docker, a busybox for the Gaudi image, and runc for the habana runtime.
/// Everything lies in a folder of its own, and all containers in it go with it.
/// </summary>
internal sealed class ContainerLaboratory : IDisposable
{
    public const string Image = "localhost/gaudi:1", OtherImage = "localhost/gaudi:2";

    private static readonly string[] Applets = ["sh", "sleep", "cat", "echo", "env", "mkdir", "mv", "rm", "ln", "ps", "kill", "setsid", "printf", "sed", "tr", "head", "tail", "cut", "grep", "id", "test", "true", "false", "touch"];

    public ContainerLaboratory()
    {
        Folder = Directory.CreateTempSubdirectory("pipeline-containers-").FullName;
        Tools = Directory.CreateDirectory(In("bin")).FullName;
        Workspace = Directory.CreateDirectory(In("workspace")).FullName;
        WriteSettings();
        WriteInit();
        WriteDocker();
        ImportImages();
        Pool = new NodePool(new NodePoolOptions { Workspace = Workspace, Nodes = [new NodeDefinition { Name = "gaudi-1", PathPrefix = Tools }] }, TimeProvider.System);
    }

    public string Folder { get; }

    public string Tools { get; }

    public string Workspace { get; }

    public NodePool Pool { get; }

    /// <summary>Runs the step's own script.</summary>
    public Task<ShellResult> EnsureAsync(ContainerDefinition container) =>
        Pool.Shell("gaudi-1").RunAsync(new ShellCommand(EnsureContainer.Script(container, Workspace)));

    /// <summary>Asks about a container.</summary>
    public async Task<string> InspectAsync(string name, string format) =>
        (await RunAsync(ShellScript.Command("docker", "inspect", "-f", format, name))).Output.Trim();

    public Task<ShellResult> RunAsync(ShellScript script) => Pool.Shell("gaudi-1").RunAsync(new ShellCommand(script));

    public void Dispose()
    {
        JobLaboratory.Sh($"PATH={Tools}:$PATH; docker ps -aq | xargs -r docker rm -f > /dev/null; docker rmi -af > /dev/null").ShouldBe(0);
        Pool.DisposeAsync().AsTask().GetAwaiter().GetResult();
        // Clients of containers that are gone still put their things away.
        JobLaboratory.Sh($"for try in $(seq 100); do rm -rf {Folder} && exit; sleep 0.1; done; exit 1").ShouldBe(0);
    }

    private string In(string name) => Path.Combine(Folder, name);

    private void WriteSettings()
    {
        File.WriteAllText(In("containers.conf"), $"""
            [containers]
            init_path = "{In("init")}"
            [engine]
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            runtime = "runc"
            [engine.runtimes]
            habana = ["/usr/sbin/runc", "/usr/bin/runc"]
            """);
        File.WriteAllText(In("storage.conf"), $"""
            [storage]
            driver = "vfs"
            runroot = "{In("run")}"
            graphroot = "{In("images")}"
            """);
    }

    /// <summary>Podman's own init is a package of its own. A shell that waits for its command reaps whatever ends meanwhile.</summary>
    private void WriteInit()
    {
        File.WriteAllText(In("init"), "#!/bin/sh\nshift\n\"$@\"\nexit\n");
        JobLaboratory.Sh($"chmod +x {In("init")}").ShouldBe(0);
    }

    /// <summary>Limits of the machine that podman would otherwise try to raise.</summary>
    private void WriteDocker()
    {
        var docker = Path.Combine(Tools, "docker");
        File.WriteAllText(docker, $$"""
            #!/bin/sh
            export CONTAINERS_CONF={{In("containers.conf")}} CONTAINERS_STORAGE_CONF={{In("storage.conf")}} TMPDIR={{Folder}}
            case $1 in
              run) shift; exec podman run --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 "$@" ;;
              rm) shift; exec podman rm -t 0 "$@" ;;
            esac
            exec podman "$@"
            """);
        JobLaboratory.Sh($"chmod +x {docker}").ShouldBe(0);
    }

    private void ImportImages()
    {
        var applets = string.Join(' ', Applets);
        JobLaboratory.Sh($"""
            set -e
            PATH={Tools}:$PATH
            mkdir -p {In("root")}/bin {In("root")}/tmp {In("root")}/etc
            cp /bin/busybox {In("root")}/bin/
            for applet in {applets}; do ln -sf busybox {In("root")}/bin/$applet; done
            tar -C {In("root")} -cf {In("root.tar")} .
            docker import {In("root.tar")} {Image} > /dev/null
            echo 2 > {In("root")}/etc/release
            tar -C {In("root")} -cf {In("root.tar")} .
            docker import {In("root.tar")} {OtherImage} > /dev/null
            """).ShouldBe(0);
    }
}
