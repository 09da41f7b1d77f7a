using System.Globalization;

namespace Pipeline.Activities.Measurements;

/// <summary>
/// The name of one expert's weight: <c>&lt;fused node&gt;.w13_list.&lt;e&gt;</c> or <c>….w2_list.&lt;e&gt;</c>. The fused MoE node
/// is the one that has such children; that its path contains "moe" decides nothing (routers do, too).
/// </summary>
/// <param name="Fused">Name of the fused MoE node.</param>
/// <param name="List"><c>w13_list</c> or <c>w2_list</c>.</param>
/// <param name="Index">Expert index, local to the rank.</param>
public readonly record struct ExpertName(string Fused, string List, int Index)
{
    /// <summary>Reads a node name; null when it is no expert's.</summary>
    public static ExpertName? Parse(string node)
    {
        var last = node.LastIndexOf('.');
        if (last <= 0 || !int.TryParse(node.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return null;
        var before = node.AsSpan(0, last);
        var list = before.EndsWith(".w13_list", StringComparison.Ordinal) ? "w13_list" : before.EndsWith(".w2_list", StringComparison.Ordinal) ? "w2_list" : null;
        return list is null ? null : new(before[..^(list.Length + 1)].ToString(), list, index);
    }

    /// <summary>The node's name.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Fused}.{List}.{Index}");
}
