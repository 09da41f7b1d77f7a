using System.Globalization;

namespace Pipeline.Activities.Measurements;

/// <summary>
/// The name of one expert's weight: <c>&lt;fused node&gt;.w13_list.&lt;e&gt;</c> or <c>….w2_list.&lt;e&gt;</c>. The fused MoE node
/// is the one that has such children, or is called <c>moe_op</c>; that its path contains "moe" decides nothing (routers do, too).
/// </summary>
/// <param name="Fused">Name of the fused MoE node.</param>
/// <param name="List"><c>w13_list</c> or <c>w2_list</c>.</param>
/// <param name="Index">Expert index, local to the rank.</param>
public readonly record struct ExpertName(string Fused, string List, int Index)
{
    private const string FusedName = "moe_op";
    private const int MaxDigits = 6;

    /// <summary>Whether a node is called as the plugin calls its fused MoE nodes.</summary>
    public static bool IsFused(string node) =>
        node.EndsWith(FusedName, StringComparison.Ordinal) && (node.Length == FusedName.Length || node[^(FusedName.Length + 1)] == '.');

    /// <summary>Whether a node's name is an expert's.</summary>
    public static bool Fits(string node) => TryParse(node, out _, out _, out _);

    /// <summary>Reads a node name; null when it is no expert's.</summary>
    public static ExpertName? Parse(string node) =>
        TryParse(node, out var fused, out var list, out var index) ? new(fused.ToString(), list, index) : null;

    /// <summary>Reads a node name without making a string of its parts.</summary>
    public static bool TryParse(string node, out ReadOnlySpan<char> fused, out string list, out int index)
    {
        fused = default;
        list = "";
        index = 0;
        // Most names are no expert's and end in a letter.
        if (node.Length == 0 || !char.IsAsciiDigit(node[^1]))
            return false;
        var last = node.LastIndexOf('.');
        // No more digits than an int surely holds; no model comes near.
        if (last <= 0 || node.Length - last > 1 + MaxDigits || !int.TryParse(node.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out index))
            return false;
        var before = node.AsSpan(0, last);
        list = before.EndsWith(".w13_list", StringComparison.Ordinal) ? "w13_list" : before.EndsWith(".w2_list", StringComparison.Ordinal) ? "w2_list" : "";
        if (list.Length == 0)
            return false;
        fused = before[..^(list.Length + 1)];
        return true;
    }

    /// <summary>The node's name.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Fused}.{List}.{Index}");
}
