using System.Text;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Jobs;

public sealed class JobLogTests : IAsyncDisposable
{
    private readonly JobLaboratory lab = new();

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    [Fact]
    public async Task Pages_of_a_log_join_to_the_whole_without_splitting_characters()
    {
        var text = string.Concat(Enumerable.Range(0, 200).Select(i => $"{i} grüße 世界 🚀\n"));
        var job = lab.Spec(ShellScript.Of($"printf %s {text}"));
        await lab.RunAsync(job);

        var read = new StringBuilder();
        long offset = 0;
        JobReading reading;
        do
        {
            reading = await lab.ReadAsync(job, offset, maxLogBytes: 1000);
            reading.Log.ShouldNotContain('\uFFFD');
            read.Append(reading.Log);
            offset = reading.NextOffset;
        }
        while (offset < reading.Status.LogLength);
        read.ToString().ShouldBe(text);
    }

    [Fact]
    public async Task A_character_is_told_when_it_is_complete()
    {
        var gate = Path.Combine(lab.Workspace, "gate");
        var job = lab.Spec(ShellScript.Of($"printf 'a\\303'; while [ ! -e {gate} ]; do sleep 0.02; done; printf '\\244b'"));
        await lab.Jobs.StartAsync(job);
        JobReading? reading = null;
        await Eventually.BeTrueAsync(async () => (reading = await lab.ReadAsync(job)).Status.LogLength == 2);
        reading!.Log.ShouldBe("a");
        reading.NextOffset.ShouldBe(1);
        File.WriteAllText(gate, "");
        await lab.EndAsync(job);
        (await lab.ReadAsync(job, offset: 1)).Log.ShouldBe("äb");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_do_not_stop_the_reading()
    {
        var job = lab.Spec(ShellScript.Of($"printf '\\001\\377\\376@x 1\\n.\\nend\\342\\202'"));
        var end = await lab.RunAsync(job);
        end.NextOffset.ShouldBe(end.Status.LogLength);
        end.Log.ShouldBe("\u0001\uFFFD\uFFFD@x 1\n.\nend\uFFFD");
    }

    [Fact]
    public async Task Many_jobs_are_read_at_once()
    {
        var jobs = Enumerable.Range(0, 30).Select(i => lab.Spec(ShellScript.Of($"echo job {i}; exit {i}"))).ToList();
        await Task.WhenAll(jobs.Select(j => lab.Jobs.StartAsync(j)));
        foreach (var job in jobs)
            await lab.EndAsync(job);
        var readings = await lab.Jobs.ReadAsync(JobLaboratory.Node, [.. jobs.Select(j => new JobPosition(j.Id, 0, j))]);
        readings.Select(r => (r.Status.Id, r.Status.ExitCode, r.Log)).ShouldBe(jobs.Select((j, i) => (j.Id, (int?)i, $"job {i}\n")));
    }

    [Fact]
    public async Task A_running_job_tells_how_long_it_has_run()
    {
        var job = lab.Spec(ShellScript.Of($"sleep 600"));
        await lab.Jobs.StartAsync(job);
        await Eventually.BeTrueAsync(async () => (await lab.ReadAsync(job)).Age >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_tail_is_the_last_lines()
    {
        var job = lab.Spec(ShellScript.Of($"seq 1 100"));
        await lab.RunAsync(job);
        (await lab.Jobs.TailAsync(job.Node, job.Id, 2)).ShouldBe("99\n100\n");
        (await lab.Jobs.TailAsync(job.Node, "no-such-job", 2)).ShouldBeEmpty();
    }
}
