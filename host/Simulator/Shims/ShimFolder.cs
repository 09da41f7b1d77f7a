using System.Runtime.InteropServices;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Host.Simulator.Devices;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Shims;

/// <summary>The <c>bin</c> of a node: tiny <c>sh</c> scripts that call the host, named like the tools.</summary>
internal static class ShimFolder
{
    private static readonly string[] Tools =
        ["manage_network_ifs.sh", "ip", "git", "pip", "pip3", "python3", "python", "ray", "vllm", "calibrate_model.sh"];

    /// <summary>Writes or renews all shims of a node.</summary>
    public static void Write(SimulatedNode node)
    {
        SharedFiles.CreateDirectory(node.Bin);
        foreach (string tool in Tools) SharedFiles.Write(Path.Combine(node.Bin, tool), ToolShim(node, tool), executable: true);
        SharedFiles.Write(Path.Combine(node.Bin, "hl-smi"), CardShim(node), executable: true);
        SharedFiles.Write(Path.Combine(node.Bin, "docker"), DockerShim(node), executable: true);
        SharedFiles.Write(Path.Combine(node.Bin, "bash"), BashShim(node), executable: true);
        SharedFiles.Write(Path.Combine(node.Bin, "df"), DiskShim(node), executable: true);
        SharedFiles.Write(Path.Combine(node.Bin, "pgrep"), ProcessShim(node), executable: true);

        // On a real node the tool is here, below /; a simulated node cannot own the absolute path, so bin/ has it too.
        string qual = Path.Combine(node.Directory, "opt", "habanalabs", "qual", node.Device, "bin");
        Directory.CreateDirectory(qual);
        SharedFiles.Write(Path.Combine(qual, "manage_network_ifs.sh"), ToolShim(node, "manage_network_ifs.sh"), executable: true);
    }

    private static string ToolShim(SimulatedNode node, string tool) => $"""
        #!/bin/sh
        {Call(node)} {tool} "$@"

        """;

    private static string Call(SimulatedNode node)
    {
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        string host = typeof(SimulatorEntry).Assembly.Location;
        // The diagnostics port costs start-up time and a socket in /tmp for every tool call.
        return $"{SimulatedNode.FolderVariable}={ShellQuote.Word(node.Directory)} DOTNET_EnableDiagnostics=0 "
            + $"exec {ShellQuote.Word(dotnet)} {ShellQuote.Word(host)} simulate tool";
    }

    /// <summary>Every check asks each card for its links; while all are up, the answer costs no start of the host.</summary>
    private static string CardShim(SimulatedNode node) => $$"""
        #!/bin/sh
        if [ "${1-} ${2-} ${3-}" = '-n link -i' ] && ! {{FindFault(node, "-Fqs", $"link-down:{node.Name}:", $"card-missing:{node.Name}:")}}; then
          for port in {{string.Join(' ', Enumerable.Range(0, DeviceProfile.Ports).Except(DeviceProfile.ExternalPorts))}}; do printf 'port %2d:        UP\n' $port; done
          exit 0
        fi
        {{Call(node)}} hl-smi "$@"

        """;

    /// <summary>The command that finds a fault without a number, for whichever nodes its name says.</summary>
    private static string HasFault(SimulatedNode node, string fault) => FindFault(node, "-Fxqs", fault, $"{fault}:once");

    private static string FindFault(SimulatedNode node, string options, params string[] texts) => string.Join(
        ' ',
        ["grep", options, .. texts.Select(text => $"-e {ShellQuote.Word(text)}"), .. new[] { node.State, node.Cluster }.Select(s => ShellQuote.Word(Path.Combine(s.Directory, "faults")))]);

    /// <summary>Simulated Ray has no daemons; a foreign one is process 1, which no run started.</summary>
    private static string ProcessShim(SimulatedNode node) => $$"""
        #!/bin/sh
        case "$*" in
          *cs_server*) {{HasFault(node, $"foreign-ray:{node.Name}")}} && echo 1 && exit 0 ;;
        esac
        for real in /bin/pgrep /usr/bin/pgrep; do
          [ -x "$real" ] && exec "$real" "$@"
        done
        exit 1

        """;

    private static string DiskShim(SimulatedNode node) => $$"""
        #!/bin/sh
        if {{HasFault(node, $"disk-low:{node.Name}")}}; then
          echo 'Filesystem     1024-blocks      Used Available Capacity Mounted on'
          echo 'server:/export   104857600 104845312     12288     100% /mnt/nfs'
          exit 0
        fi
        for real in /bin/df /usr/bin/df; do
          [ -x "$real" ] && exec "$real" "$@"
        done

        """;

    /// <summary>A login shell's profile resets PATH, which would lose the node's tools; so the login flag is dropped.</summary>
    private static string BashShim(SimulatedNode node) => $$"""
        #!/bin/sh
        real=
        for candidate in /bin/bash /usr/bin/bash /usr/local/bin/bash; do
          [ -x "$candidate" ] && real=$candidate && break
        done
        [ -n "$real" ] || { echo 'bash: not found' >&2; exit 127; }
        case ":$PATH:" in *:{{ShellQuote.Word(node.Bin)}}:*) ;; *) PATH={{ShellQuote.Word(node.Bin)}}:$PATH; export PATH ;; esac
        case "${1-}" in
          -lc) shift; exec "$real" -c "$@" ;;
          -l|--login) shift; exec "$real" "$@" ;;
          *) exec "$real" "$@" ;;
        esac

        """;

    /// <summary>
    /// <c>docker exec</c> is plain sh, so that the command replaces it: exit code, signals and process group are the
    /// command's own, and it costs no start of the host.
    /// </summary>
    private static string DockerShim(SimulatedNode node) => $$"""
        #!/bin/sh
        if [ "${1-}" != exec ] || {{HasFault(node, "docker-missing")}}; then
          {{Call(node)}} docker "$@"
        fi
        shift
        sim_dir=/ sim_detach= sim_env=
        while [ $# -gt 0 ]; do
          case "$1" in
            -e|--env) sim_env="$sim_env
        $2"; shift 2 ;;
            --env=*) sim_env="$sim_env
        ${1#--env=}"; shift ;;
            -w|--workdir) sim_dir=$2; shift 2 ;;
            --workdir=*) sim_dir=${1#--workdir=}; shift ;;
            -u|--user|--env-file|--detach-keys) shift 2 ;;
            -d|--detach) sim_detach=1; shift ;;
            -*) shift ;;
            *) break ;;
          esac
        done
        [ $# -ge 2 ] || { echo '"docker exec" requires at least 2 arguments.' >&2; exit 1; }
        sim_box={{ShellQuote.Word(Path.Combine(node.State.Directory, "containers"))}}/$1
        if [ ! -f "$sim_box/status" ]; then
          echo "Error response from daemon: No such container: $1" >&2; exit 1
        fi
        read -r sim_status <"$sim_box/status"
        if [ "$sim_status" != running ]; then
          echo "Error response from daemon: container $1 is not running" >&2; exit 1
        fi
        shift
        while IFS= read -r sim_line; do
          case "$sim_line" in *=*) export "$sim_line" ;; esac
        done <"$sim_box/environment"
        while IFS= read -r sim_line; do
          case "$sim_line" in *=*) export "$sim_line" ;; esac
        done <<END_OF_ENVIRONMENT
        $sim_env
        END_OF_ENVIRONMENT
        if ! cd "$sim_dir" 2>/dev/null; then
          echo "OCI runtime exec failed: exec failed: unable to start container process: chdir to cwd (\"$sim_dir\") set in config.json failed: no such file or directory: unknown" >&2; exit 126
        fi
        if ! command -v "$1" >/dev/null 2>&1; then
          echo "OCI runtime exec failed: exec failed: unable to start container process: exec: \"$1\": executable file not found in \$PATH: unknown" >&2; exit 127
        fi
        if [ -n "$sim_detach" ]; then setsid "$@" >/dev/null 2>&1 </dev/null & exit 0; fi
        unset sim_dir sim_detach sim_env sim_box sim_status sim_line
        exec "$@"

        """;
}
