namespace Pipeline.Tests.Host.Runs;

public sealed class DesignedCommands
{
    [Fact]
    public async Task A_definition_is_imported_published_run_and_shown_on_the_command_line()
    {
        using var host = new HostProcess();
        var file = Path.Combine(host.Data, "greeting.json");
        await File.WriteAllTextAsync(file, Designed.Of("g1", "Greeting", "'hello ' + getInput('who')", """{ "id": "first", "type": "Elsa.WriteLine", "version": 1, "text": { "expression": { "type": "Literal", "value": "a line" } } }""").ToJsonString());
        (await host.RunAsync("definitions", "import", file, "--publish", "--json")).ExitCode.ShouldBe(0);

        var refused = await host.RunAsync("run", "greeting", "--set", "whom=you");
        var run = await host.RunAsync("run", "greeting", "--set", "who=you", "--json");
        var shown = await host.RunAsync("show", run.Json.GetProperty("run").GetString()!);

        (refused.ExitCode, refused.Error.Contains("Did you mean 'who'?", StringComparison.Ordinal)).ShouldBe((2, true), refused.Error);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.Trim().Split('\n').Length.ShouldBe(1, "what a workflow writes is no answer of the command");
        run.Error.ShouldContain("a line");
        run.Json.GetProperty("outputs").GetProperty("said").GetString().ShouldBe("hello you");
        shown.Output.ShouldContain("Greeting");
    }
}
