namespace Pipeline.Tests;

/// <summary>The host that tests run in processes of its own.</summary>
internal static class BuiltHost
{
    /// <summary>What <c>./pipeline</c> runs, where <c>./test.sh</c> has had it built; else what was built with the tests.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("PIPELINE_TEST_HOST") is { Length: > 0 } program
        ? program
        : Path.Combine(AppContext.BaseDirectory, "Pipeline.Host.dll");
}
