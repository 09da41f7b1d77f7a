using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Serving;

namespace Pipeline.Tests.Unit.Gaudi.Serving;

public class ServingTests
{
    private static readonly ServeCommand Command = new() { Model = "meta-llama/Llama-3.1-405B-Instruct" };

    [Fact]
    public void One_node_is_served_as_documented() => string.Join(' ', Command.Arguments())
        .ShouldBe("serve meta-llama/Llama-3.1-405B-Instruct --quantization inc --kv-cache-dtype fp8_inc --tensor-parallel-size 8 --max-model-len 2048");

    [Fact]
    public void Two_nodes_are_served_with_ray() => string.Join(' ', (Command with { TensorParallel = 16, Ray = true, ExpertParallel = true, Port = 8001 }).Arguments())
        .ShouldEndWith("--tensor-parallel-size 16 --max-model-len 2048 --enable-expert-parallel --distributed-executor-backend ray --port 8001");

    [Fact]
    public void Warm_up_and_readiness_are_followed()
    {
        var parser = new ServingProgress();
        parser.Feed("(EngineCore_DP0 pid=3) INFO Starting to load model x...\n")!.Phase.ShouldBe("Loading weights");
        parser.Feed("[Warmup][Prompt][12/24] batch_size:1\n")!.Detail.ShouldBe("12/24 graphs");
        var decode = parser.Feed("[Warmup][Decode][1/48] batch_size:4\n").ShouldNotBeNull();
        decode.Fraction!.Value.ShouldBeInRange(0.6, 0.7);
        parser.Feed("INFO:     Application startup complete.\n")!.Fraction.ShouldBe(1);
        parser.IsReady.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("!!!!!!!!!!!!!!!!")]
    [InlineData(" the the the the the")]
    [InlineData(" Paris Paris Paris Paris")]
    public void Broken_answers_are_recognised(string text) => SmokeTest.JudgeText(text)!.Kind.ShouldBe(FailureKind.Configuration);

    [Theory]
    [InlineData(" Paris.")]
    [InlineData(" Paris. The capital of Germany is Berlin.")]
    [InlineData("42")]
    public void Good_answers_pass(string text) => SmokeTest.JudgeText(text).ShouldBeNull();

    [Fact]
    public void Answers_of_the_server_are_read()
    {
        ServerAnswers.Models(200, """{"object":"list","data":[{"id":"m","object":"model"}]}""").Value!.Ids.ShouldBe(["m"]);
        ServerAnswers.Completion(200, """{"choices":[{"index":0,"text":" Paris."}],"usage":{"completion_tokens":16}}""").Value.ShouldBe(new Completion(" Paris.", 16));
        ServerAnswers.Completion(404, "{}").Failure!.Remedy.ShouldContain("/v1/models");
        ServerAnswers.Health(null).ShouldBe(ServerHealth.Starting);
        ServerAnswers.Health(503).ShouldBe(ServerHealth.Dead);
    }

    [Fact]
    public void A_smoke_test_reads_the_servers_answer()
    {
        SmokeTest.Judge("""{"choices":[{"text":" Paris."}]}""").ShouldBeNull();
        SmokeTest.Judge("""{"choices":[{"text":"!!!!!!!!"}]}""")!.Summary.ShouldContain("repeats one token");
        SmokeTest.Judge("nothing")!.Kind.ShouldBe(FailureKind.Unknown);
    }
}
