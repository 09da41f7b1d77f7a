namespace Pipeline.Tests.Unit.Cli;

/// <summary>Help is a contract: a changed text shows as a changed file. Set UPDATE_SNAPSHOTS=1 to write the files anew.</summary>
public sealed class HelpTexts
{
    public static readonly TheoryData<string> Commands =
    [
        "", "demo", "run", "plan", "runs", "show", "logs", "retry", "cancel", "nodes", "nodes check", "simulate", "simulate node", "simulate fault", "measurements",
        "measurements unify", "measurements postprocess", "measurements expand", "measurements verify", "measurements inspect", "measurements diff",
        "measurements report", "measurements device",
        "serve", "schedules", "schedules list", "schedules report", "schedules pause", "schedules resume", "schedules run-now", "keys", "keys add", "keys list", "keys revoke", "audit", "bench hooks", "bench measurements", "bench nodes",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_is_as_in_the_snapshot(string command)
    {
        var line = new CommandLine();

        (await line.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).ShouldBe(0);

        line.Opened.ShouldBeNull();
        Snapshot.Check($"help {command}", line.Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("simulate")]
    [InlineData("measurements")]
    public async Task A_group_without_a_command_shows_its_help(string group)
    {
        var line = new CommandLine();

        (await line.RunAsync(group.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ShouldBe(0);

        line.Output.ShouldContain("Commands:");
    }
}
