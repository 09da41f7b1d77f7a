namespace Pipeline.Tests.Unit.Cli;

public sealed class UsageErrors
{
    [Theory]
    [InlineData("rnu", "Unknown command 'rnu'. Did you mean 'run'?")]
    [InlineData("simulate nod", "Unknown command 'nod'. Did you mean 'node'?")]
    [InlineData("run --dteach X", "Unknown option '--dteach'. Did you mean '--detach'?")]
    [InlineData("run X --sett a=1", "Unknown option '--sett'. Did you mean '--set'?")]
    [InlineData("runs --jsn", "Unknown option '--jsn'. Did you mean '--json'?")]
    [InlineData("demo --zzzzzz", "Unknown option '--zzzzzz'. 'pipeline demo --help'")]
    [InlineData("show", "RUN is missing.")]
    [InlineData("show a b", "Unexpected argument 'b'.")]
    [InlineData("run X --set", "--set needs a value.")]
    [InlineData("runs --limit many", "--limit many: not a whole number.")]
    [InlineData("measurements unify -m x -r 1 -o ", "-o is empty, perhaps from a variable that is not set.")]
    [InlineData("measurements inspect ", "DIR is empty")]
    [InlineData("runs --data ", "--data is empty")]
    [InlineData("runs --limit 0", "--limit 0: give 1 or more.")]
    [InlineData("audit --limit -3", "--limit -3: give 1 or more.")]
    [InlineData("simulate node d", "--name is missing.")]
    [InlineData("run", "WORKFLOW is missing")]
    [InlineData("run X --set nonsense", "--set nonsense: not of the form name=value.")]
    [InlineData("run X --resume", "--resume takes up runs as they are")]
    [InlineData("run X --config /nowhere.json", "--config /nowhere.json: there is no such file.")]
    [InlineData("demo --model lama-3.1-405b", "Did you mean 'llama-3.1-405b'?")]
    [InlineData("show nothing", "There is no run 'nothing'.")]
    [InlineData("simulate fault d oops", "Unknown fault 'oops'.")]
    public async Task Bad_usage_is_one_line_and_exit_code_2(string words, string expected)
    {
        var line = new CommandLine();

        (await line.RunAsync(words.Split(' '))).ShouldBe(2);

        line.Error.ShouldContain(expected);
        line.Error.TrimEnd().Split('\n').Length.ShouldBe(1);
        line.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_fault_of_the_input_has_a_line_and_json_lists_them()
    {
        var line = new CommandLine();
        line.Runs.Fails = new Host.Runs.InputException(["unifyTo=5: no factor of 16.", "dataset is missing."]);

        (await line.RunAsync("run", "X", "--json")).ShouldBe(2);

        line.Error.ShouldBe("pipeline: unifyTo=5: no factor of 16.\npipeline: dataset is missing.\n");
        line.Output.ShouldBe("""{"error":["unifyTo=5: no factor of 16.","dataset is missing."]}""" + "\n");
    }

    [Fact]
    public async Task An_unexpected_error_is_one_line_that_names_the_file_with_the_details()
    {
        var data = Directory.CreateTempSubdirectory("pipeline-cli-").FullName;
        var line = new CommandLine();
        line.Runs.Fails = new InvalidOperationException("disk\non fire", new IOException("a match"));

        (await line.RunAsync("run", "X", "--data", data, "--json")).ShouldBe(1);

        line.Error.ShouldBe($"pipeline: disk on fire a match (details: {data}/pipeline-errors.log)\n");
        line.Output.ShouldBe($$"""{"error":["disk on fire a match (details: {{data}}/pipeline-errors.log)"]}""" + "\n");
        (await File.ReadAllTextAsync($"{data}/pipeline-errors.log")).ShouldContain("   at ");
        Directory.Delete(data, recursive: true);
    }
}
