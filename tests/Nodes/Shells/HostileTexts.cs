namespace Pipeline.Tests.Nodes.Shells;

/// <summary>Values that a careless shell command would take for syntax.</summary>
internal static class HostileTexts
{
    public static readonly string[] All =
    [
        "",
        " ",
        "two words",
        "it's",
        "''",
        "\"double\" $HOME ${PATH} $(touch /tmp/pwned) `id`",
        "; rm -rf / #",
        "&& false || true | cat > /dev/null &",
        "line one\nline two\n",
        "\n",
        "tab\tand\rreturn",
        "-n",
        "--help",
        "-",
        "~root",
        "*?[a-z]{1,2}!",
        "back\\slash\\",
        "100%s %d %%",
        "a=b",
        "日本語 grüße 🚀 \u200b",
        string.Concat(Enumerable.Range(1, 127).Select(i => (char)i)),
    ];

    public static TheoryData<string> Rows() => [.. All];
}
