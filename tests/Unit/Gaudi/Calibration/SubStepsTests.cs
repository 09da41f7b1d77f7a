using Pipeline.Activities.Gaudi.Calibration;

namespace Pipeline.Tests.Unit.Gaudi.Calibration;

public class SubStepsTests
{
    private static readonly CalibrationRequest Llama = new()
    {
        Model = "/models/Llama-3.1-405B-Instruct",
        Dataset = "/data/d.pkl",
        Output = "/out",
        SampleLimit = 4096,
        TensorParallel = 16,
        BatchSize = 128,
        UnifyRanks = 8,
    };

    [Fact]
    public void The_commands_are_those_of_the_script()
    {
        var steps = new SubSteps(Llama);

        Line(steps.PrepareDataset("llama")).ShouldBe("python3 step-1-prepare-calibration-dataset.py -m /models/Llama-3.1-405B-Instruct -d /data/d.pkl -o llama --max-dataset-samples 4096");
        Line(steps.Measure("llama-calibration-dataset.pkl")).ShouldBe("python3 step-2-measure-scales.py -m /models/Llama-3.1-405B-Instruct --tensor-parallel-size 16 -d llama-calibration-dataset.pkl --batch-size 128 --distributed-executor-backend ray");
        Line(steps.Postprocess("/out/m/g2", "tmp")).ShouldBe("python3 step-3-postprocess-measure.py -m /out/m/g2/ -o tmp/");
        Line(steps.Quantize()).ShouldBe("python3 step-4-quantize-scales.py --model /models/Llama-3.1-405B-Instruct --tensor-parallel-size 16 --distributed-executor-backend ray");
        Line(steps.Unify("/out/m/g2")).ShouldBe("python3 step-5-unify_measurements.py -r 8 -m /out/m/g2/ -o /out/m/g2/");
        steps.Measure("d").Environment.ShouldBe(new Dictionary<string, string> { ["PT_HPU_ENABLE_LAZY_COLLECTIVES"] = "true" });
    }

    [Fact]
    public void Deepseek_is_measured_with_its_experts_apart_and_its_caches_are_latent()
    {
        var steps = new SubSteps(Llama with { Model = "/models/DeepSeek-R1", TensorParallel = 8, UnifyRanks = null, Eager = true });

        Line(steps.Measure("d.pkl")).ShouldEndWith("--batch-size 128 --block-quant --expert-parallel --enforce-eager");
        Line(steps.Quantize()).ShouldEndWith("--tensor-parallel-size 8 --block-quant --expert-parallel --enforce-eager");
        Line(steps.Postprocess("m", "o")).ShouldEndWith("-d");
        steps.Quantize().Environment["VLLM_HPU_FORCE_CHANNEL_FP8"].ShouldBe("0");
        steps.Unify("m").ShouldBeNull();
    }

    [Fact]
    public void Granite_and_Mixtral_get_what_the_script_gives_them()
    {
        var granite = new SubSteps(Llama with { Model = "ibm-granite/granite-4.0-h-small", TensorParallel = 1 });

        Line(granite.Quantize()).ShouldEndWith("--gpu-memory-utilization 0.1 --max-model-len 2048");
        granite.Measure("d").Environment.ShouldBe(new Dictionary<string, string> { ["VLLM_CONTIGUOUS_PA"] = "false" });
        Line(new SubSteps(Llama with { Model = "mistralai/Mixtral-8x7B-Instruct-v0.1" }).PrepareDataset("m")).ShouldContain("--chat-template template/mistral_mixtral.jinja");
    }

    [Theory]
    [InlineData(512, null, 512)]
    [InlineData(512, 100, 100)]
    public void A_dataset_name_is_measured_with_the_samples_and_the_batch_size_asked_for(int samples, int? limit, int taken)
    {
        var steps = new SubSteps(Llama with { Dataset = "NeelNanda/pile-10k", Samples = samples, SampleLimit = limit });

        steps.PrepareDataset("m").ShouldBeNull();
        Line(steps.Measure("m-calibration-dataset.pkl")).ShouldEndWith($"-d NeelNanda/pile-10k --batch-size 128 --distributed-executor-backend ray --auto-process-dataset --max-dataset-samples {taken} --max-tokens 32 --sample-len 1024 --max-model-len 2048");
    }

    [Fact]
    public void A_dataset_name_needs_no_warning_when_measured_stepwise()
    {
        var named = Llama with { Dataset = "NeelNanda/pile-10k" };

        named.Validate(16, ["gaudi2"], 2).Warnings.ShouldContain(w => w.Contains("mode=Stepwise"));
        (named with { Mode = CalibrationMode.Stepwise }).Validate(16, ["gaudi2"], 2).Warnings.ShouldBeEmpty();
        (named with { Samples = 0 }).Validate(16, ["gaudi2"], 2).Faults.ShouldHaveSingleItem().ToString().ShouldContain("samples=0");
    }

    private static string Line(SubStepCommand? command) => string.Join(' ', command.ShouldNotBeNull().Words);
}
