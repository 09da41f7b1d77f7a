using System.Text.RegularExpressions;

namespace Pipeline.Engine.Registration;

/// <summary>Words from names in code.</summary>
internal static partial class DisplayNames
{
    /// <summary>"CurrentValue" becomes "Current Value".</summary>
    public static string Of(string name) => WordStart().Replace(name, " $1");

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])|(?<=[A-Z])([A-Z])(?=[a-z])")]
    private static partial Regex WordStart();
}
