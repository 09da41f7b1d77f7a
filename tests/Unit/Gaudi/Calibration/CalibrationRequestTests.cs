using Pipeline.Activities.Gaudi.Calibration;

namespace Pipeline.Tests.Unit.Gaudi.Calibration;

public class CalibrationRequestTests
{
    private static readonly CalibrationRequest Llama = new()
    {
        Model = "meta-llama/Llama-3.1-405B-Instruct",
        Dataset = "/nfs/data/calibration_1000.pkl",
        Output = "/nfs/out",
        SampleLimit = 4096,
        TensorParallel = 16,
        BatchSize = 128,
        UnifyRanks = 8,
    };

    private static readonly CalibrationRequest DeepSeek = Llama with { Model = "/nfs/models/DeepSeek-R1", Dataset = "NeelNanda/pile-10k", TensorParallel = 8, UnifyRanks = null };

    [Fact]
    public void The_documented_request_is_valid()
    {
        var validation = Llama.Validate(16, ["gaudi2"], 2);
        validation.Faults.ShouldBeEmpty();
        validation.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void The_command_is_the_documented_one() => string.Join(' ', (Llama with { ExpertParallel = true, Eager = true }).Arguments())
        .ShouldBe("-m meta-llama/Llama-3.1-405B-Instruct -d /nfs/data/calibration_1000.pkl -o /nfs/out -l 4096 -t 16 -b 128 -r 8 -u -e");

    [Fact]
    public void All_faults_come_at_once()
    {
        var faults = new CalibrationRequest { TensorParallel = 0, BatchSize = 0, SampleLimit = 0 }.Validate(8, ["gaudi2"], 1).Faults;
        foreach (var option in new[] { "-m is missing", "-d is missing", "-o is missing", "-t 0", "-b 0", "-l 0" })
            faults.ShouldContain(fault => fault.Message.StartsWith(option, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3, "Give one of 1, 2, 4, 8.")]
    [InlineData(16, "Give one of 1, 2, 4, 8.")]
    [InlineData(0, "Give one of 1, 2, 4, 8.")]
    public void Unifying_to_no_factor_names_the_factors(int ranks, string remedy) =>
        (Llama with { UnifyRanks = ranks }).Validate(16, ["gaudi2"], 2).Faults.ShouldHaveSingleItem().ToString().ShouldEndWith(remedy);

    [Fact]
    public void Expert_parallelism_without_unifying_is_refused() =>
        (Llama with { UnifyRanks = null, ExpertParallel = true }).Validate(16, ["gaudi2"], 2).Faults.ShouldHaveSingleItem().ToString().ShouldContain("Add -r 1, then expand");

    [Fact]
    public void Deepseek_is_not_unified_without_expert_rules() =>
        (DeepSeek with { UnifyRanks = 1 }).Validate(8, ["gaudi2"], 1).Faults.ShouldHaveSingleItem().ToString().ShouldContain("Add -u");

    [Fact]
    public void Deepseek_with_a_dataset_name_is_warned_about()
    {
        var validation = DeepSeek.Validate(8, ["gaudi2"], 1);
        validation.IsValid.ShouldBeTrue();
        validation.Warnings.ShouldContain(warning => warning.Contains("ONE sample"));
        validation.Warnings.ShouldContain(warning => warning.Contains("own experts only"));
    }

    [Fact]
    public void Too_few_cards_are_named() =>
        Llama.Validate(8, ["gaudi2"], 1).Faults.ShouldHaveSingleItem().ToString().ShouldBe("-t 16 needs 16 cards; the nodes have 8. Add nodes, or lower -t to 8.");

    [Fact]
    public void More_than_eight_cards_need_a_second_node() =>
        Llama.Validate(16, ["gaudi2"], 1).Faults.ShouldHaveSingleItem().ToString().ShouldContain("more than one node");

    [Fact]
    public void Mixed_device_types_are_refused() =>
        Llama.Validate(16, ["gaudi3", "gaudi2"], 2).Faults.ShouldHaveSingleItem().ToString().ShouldContain("gaudi2, gaudi3");

    [Theory]
    [InlineData("/nfs/my models/x")]
    [InlineData("/nfs/mod*")]
    [InlineData("./llama")]
    [InlineData("a/b/c")]
    [InlineData("/")]
    [InlineData("/cache/models--meta-llama--Llama-3.1-8B/snapshots/0e9e39f249a16976918f6564b8830bc894c89659")]
    public void Paths_that_the_script_cannot_take_are_refused(string model) =>
        (Llama with { Model = model }).Validate(16, ["gaudi2"], 2).Faults.ShouldHaveSingleItem().ToString().ShouldContain(model);

    [Fact]
    public void A_relative_dataset_file_is_refused() =>
        (Llama with { Dataset = "data.pkl" }).Validate(16, ["gaudi2"], 2).Faults.ShouldHaveSingleItem().ToString().ShouldContain("is relative");

    [Fact]
    public void Parallelism_must_divide_the_heads_of_a_known_model() =>
        (Llama with { TensorParallel = 12, UnifyRanks = 6 }).Validate(16, ["gaudi2"], 2).Faults.ShouldHaveSingleItem().ToString().ShouldContain("128 attention heads");

    [Fact]
    public void A_cache_folder_suggests_the_id() =>
        ModelName.Of("/c/models--meta-llama--Llama-3.1-8B/snapshots/0e9e39f249a16976918f6564b8830bc894c89659/").Failure!.Remedy.ShouldContain("meta-llama/Llama-3.1-8B");
}
