using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pipeline.Tests.Host.Measurements;

/// <summary>The program of the measurement commands alone, which <c>./pipeline</c> compiles ahead of time, does what the host does.</summary>
public sealed class NativeProgram
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    private static readonly string Program = Path.Combine(
        Root, "native", Path.GetRelativePath(Path.Combine(Root, "tests", "Host"), AppContext.BaseDirectory), "pipeline-measurements.dll");

    [Theory]
    [InlineData("measurements", "--help")]
    [InlineData("measurements", "unify", "--help")]
    [InlineData("measurements", "unify", "-m", "/absent", "-r", "2")]
    [InlineData("measurements", "unifi")]
    [InlineData("measurements", "expand", "--json")]
    public async Task It_says_what_the_host_says(params string[] command)
    {
        using var host = new HostProcess();

        var expected = await host.RunAsync(command);
        var actual = await RunAsync([.. command, "--data", host.Data]);

        actual.ShouldBe(expected);
    }

    [Fact]
    public async Task It_writes_what_the_host_writes()
    {
        using var host = new HostProcess();
        var source = Path.Combine(Root, "tests/Unit/Measurements/golden/ep-4to1/in");
        string[] unify = ["measurements", "unify", "-m", source, "-r", "1", "-u", "-s", "-o"];

        (await host.RunAsync([.. unify, Path.Combine(host.Data, "a")])).ExitCode.ShouldBe(0);
        (await RunAsync([.. unify, Path.Combine(host.Data, "b")])).ExitCode.ShouldBe(0);

        foreach (var file in Directory.GetFiles(Path.Combine(host.Data, "a")))
            File.ReadAllBytes(Path.Combine(host.Data, "b", Path.GetFileName(file))).ShouldBe(File.ReadAllBytes(file), file);
    }

    private static async Task<Outcome> RunAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await error);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
