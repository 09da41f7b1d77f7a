using System.Globalization;
using Pipeline.Host.Cli.Sessions;

namespace Pipeline.Host.Cli.Views;

/// <summary>A look at the pool as text: a block a node, so that it reads well on a narrow terminal too.</summary>
/// <param name="Width">Columns.</param>
internal sealed record PoolCheckText(int Width)
{
    private const int Indent = 13;

    /// <summary>The lines.</summary>
    public IEnumerable<string> Lines(PoolCheck check)
    {
        foreach (var node in check.Nodes)
        {
            foreach (var line in Of(node))
                yield return line;
            yield return "";
        }

        foreach (var fault in check.Faults.SelectMany(Of))
            yield return fault;
        yield return check.IsFine ? $"All {check.Nodes.Count} nodes are fine." : $"{check.Faults.Count + check.Nodes.Sum(n => n.Faults.Count)} faults.";
    }

    private IEnumerable<string> Of(NodeCheck check)
    {
        var node = check.Node;
        yield return $"{node.Name}  {(check.Faults.Count == 0 ? "ok" : $"{check.Faults.Count} fault{(check.Faults.Count == 1 ? "" : "s")}")}, {(node.LeasedBy is { } run ? $"leased by {run}" : "free")}";
        foreach (var (name, value) in Facts(check))
        {
            if (value is null)
                continue;
            var first = true;
            foreach (var line in TerminalText.Lines(TerminalText.Printable(value), Width, new string(' ', Indent)))
            {
                yield return first ? $"  {name}{line[(name.Length + 2)..]}" : line;
                first = false;
            }
        }

        foreach (var line in check.Faults.SelectMany(Of))
            yield return line;
    }

    private IEnumerable<string> Of(CheckFault fault)
    {
        yield return $"  ! {fault.Check}";
        foreach (var line in TerminalText.Lines(TerminalText.Printable($"{fault.What} {fault.Remedy}"), Width, "    "))
            yield return line;
    }

    private static IEnumerable<(string Name, string? Value)> Facts(NodeCheck check) =>
    [
        ("reached by", $"{check.Node.Transport} at {check.Node.Address}"),
        ("system", check.Os),
        ("cards", check.Cards is { } cards ? $"{cards} x {check.Device ?? "unknown"}, driver {check.Driver}" : null),
        ("ports", Ports(check)),
        ("container", check.Node.Container is { } name ? $"{name} {check.Container ?? "unknown"}{(check.Image is { } image ? $", {image}" : "")}" : null),
        ("software", check.Software.Count > 0 ? string.Join(", ", check.Software.Select(s => $"{s.Key} {s.Value}")) : null),
        ("ray", check.Ray),
        ("workspace", check.FreeKiB is { } free ? $"{Size(free)} of {Size(check.SizeKiB ?? 0)} free, {check.Mount}, identity {check.Identity ?? "none"}" : null),
        ("waited for", check.Node.WaitedForBy.Count > 0 ? string.Join(", ", check.Node.WaitedForBy) : null),
    ];

    private static string? Ports(NodeCheck check)
    {
        IEnumerable<string> Of(string kind, PortCount? count) =>
            count is null ? [] : [$"{kind} {count.Up} up{(count.Down > 0 ? $", {count.Down} DOWN" : "")}"];
        return string.Join("; ", Of("internal", check.InternalPorts).Concat(Of("external", check.ExternalPorts))) is { Length: > 0 } text ? text : null;
    }

    private static string Size(long kib) => string.Create(CultureInfo.InvariantCulture, $"{kib / (1024.0 * 1024):0.#} GiB");
}
