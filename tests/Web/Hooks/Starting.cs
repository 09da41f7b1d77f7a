using System.Net;

namespace Pipeline.Tests.Web.Hooks;

/// <summary>A hook starts a run, once for each delivery.</summary>
[Collection(SharedHost.Name)]
public sealed class Starting(ServedHost shared)
{
    private HttpClient Stranger => shared.Host.Client();

    [Fact]
    public async Task A_signed_post_is_accepted_and_its_run_is_there()
    {
        var answer = await Stranger.SendAsync(Signed.LikeGitHub(Signed.Body));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var json = await answer.JsonAsync();
        var run = json.GetProperty("run").GetString()!;
        answer.Headers.Location!.OriginalString.ShouldBe($"/api/runs/{run}");
        json.GetProperty("links").GetProperty("page").GetString().ShouldBe($"/runs/{run}");
        var view = await (await shared.Host.Admin().GetAsync(answer.Headers.Location)).JsonAsync();
        view.GetProperty("pipeline").GetString().ShouldBe("SingleNodeCalibration");
        view.GetProperty("by").GetString().ShouldBe("hook calibrate");
        view.GetProperty("inputs").GetProperty("dataset").GetString().ShouldBe("/absent/d.pkl");
    }

    [Theory]
    [InlineData("""{"model":"deepseek-ai/DeepSeek-R1","dataset":"/d.pkl","output":"/o","tensorParallel":8,"expertParallel":true,"expandTo":[16],"unifyTo":1}""", "MoeCalibration")]
    [InlineData("""{"model":"meta-llama/Llama-3.1-405B-Instruct","dataset":"/d.pkl","output":"/o","tensorParallel":16,"unifyTo":8,"expandTo":[],"batchSize":128,"sampleLimit":4096}""", "MultiNodeCalibration")]
    [InlineData("""{"pipeline":"multinodecalibration","model":"meta-llama/Llama-3.1-8B","dataset":"/d.pkl","output":"/o"}""", "MultiNodeCalibration")]
    public async Task The_body_chooses_the_pipeline(string body, string pipeline)
    {
        var run = await Stranger.RunAsync(Signed.LikeGitHub(body));

        (await (await shared.Host.Admin().GetAsync($"/api/runs/{run}")).JsonAsync()).GetProperty("pipeline").GetString().ShouldBe(pipeline);
    }

    [Fact]
    public async Task Standard_Webhooks_are_accepted_and_the_same_id_is_the_same_run()
    {
        var first = await Stranger.RunAsync(Signed.Standard(Signed.Body, "msg_1"));

        // Senders sign each attempt anew.
        var again = await Stranger.SendAsync(Signed.Standard(Signed.Body, "msg_1", TimeProvider.System.GetUtcNow().AddSeconds(2)));

        (await again.JsonAsync()).GetProperty("run").GetString().ShouldBe(first);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await Stranger.RunAsync(Signed.Standard(Signed.Body, "msg_2"))).ShouldNotBe(first);
    }

    [Theory]
    [InlineData("Idempotency-Key")]
    [InlineData("X-GitHub-Delivery")]
    [InlineData("X-Gitlab-Event-UUID")]
    public async Task A_repeated_delivery_is_the_same_run_and_another_body_is_refused(string header)
    {
        var first = await Stranger.RunAsync(Signed.LikeGitHub(Signed.Body).With(header, $"{header}-1"));

        (await Stranger.RunAsync(Signed.LikeGitHub(Signed.Body).With(header, $"{header}-1"))).ShouldBe(first);
        (await Stranger.SendAsync(Signed.LikeGitHub(Signed.Body.Replace("8B", "70B", StringComparison.Ordinal)).With(header, $"{header}-1"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Stranger.SendAsync(Signed.LikeGitHub("{}").With(header, $"{header}-1"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Many_posts_of_one_delivery_at_once_make_one_run()
    {
        var client = Stranger;

        var runs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.RunAsync(Signed.Standard(Signed.Body, "msg_burst"))));

        runs.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_operators_key_starts_a_hook_too() =>
        (await shared.Host.Client(shared.Operator).RunAsync(Signed.Unsigned(Signed.Body))).ShouldNotBeEmpty();

    [Fact]
    public async Task Every_fault_is_told_at_once()
    {
        var answer = await Stranger.SendAsync(Signed.LikeGitHub("""{"dataset":"/d.pkl","tensorParallel":"many","batchSize":-1,"colour":"red"}"""));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var faults = await answer.FaultsAsync();
        faults.ShouldContain(f => f.Contains("colour"));
        faults.ShouldContain(f => f.StartsWith("model is missing"));
        faults.ShouldContain(f => f.StartsWith("output is missing"));
        faults.ShouldContain(f => f.StartsWith("tensorParallel=many"));
        faults.ShouldContain(f => f.Contains("-1"));
    }

    [Fact]
    public async Task The_sender_s_ping_is_answered() =>
        (await Stranger.SendAsync(Signed.LikeGitHub("{}").With("X-GitHub-Event", "ping"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
}
