using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Ray;

/// <summary>A node on which <c>ray start</c> succeeded; its daemons stay when the command has ended.</summary>
/// <param name="NodeAddress">The address under which Ray knows the node; the others must be able to reach it, and VLLM_HOST_IP must equal it.</param>
/// <param name="HeadAddress">On the head, the <c>address:port</c> that workers join; null on a worker.</param>
public sealed partial record RayStart(string NodeAddress, string? HeadAddress)
{
    /// <summary>The head's port in the documented procedure.</summary>
    public const int DefaultPort = 6379;

    /// <summary>
    /// The head's command: the documented one, with the address of the interface that the nodes share, because Ray by
    /// itself takes that of the default route.
    /// </summary>
    public static IReadOnlyList<string> Head(string ownAddress, int port = DefaultPort) =>
        ["ray", "start", "--head", $"--port={port}", $"--node-ip-address={ownAddress}"];

    /// <summary>A worker's command.</summary>
    public static IReadOnlyList<string> Worker(string headAddress, string ownAddress, int port = DefaultPort) =>
        ["ray", "start", $"--address={headAddress}:{port}", $"--node-ip-address={ownAddress}"];

    /// <summary>Reads the output of a head or a worker; a failure, explained, when Ray did not start.</summary>
    public static Reading<RayStart> Parse(string output, int exitCode)
    {
        var lines = ToolText.Lines(output);
        var address = lines.Select(line => AddressLine.Match(line)).FirstOrDefault(line => line.Success);
        if (exitCode != 0 || address is null || !lines.Contains("Ray runtime started."))
            return FailureExplanation.OfTool("ray start", output, exitCode);
        var head = lines.Select(line => JoinLine.Match(line)).FirstOrDefault(line => line.Success);
        return new RayStart(address.Groups[1].Value, head?.Groups[1].Value);
    }

    [GeneratedRegex(@"Local node IP: (\S+)$", RegexOptions.CultureInvariant)]
    private static partial Regex AddressLine { get; }

    [GeneratedRegex(@"ray start --address='([^']+)'", RegexOptions.CultureInvariant)]
    private static partial Regex JoinLine { get; }
}
