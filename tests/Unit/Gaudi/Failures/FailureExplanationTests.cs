using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Tests.Unit.Gaudi.Failures;

public class FailureExplanationTests
{
    private const string OutOfDeviceMemory = "RuntimeError: [Rank:0] FATAL ERROR :: MODULE:PT_DEVMEM Allocation failed for size::939524096 (896)MB";

    [Fact]
    public void Full_cards_name_the_next_parallelism_and_batch_size()
    {
        var failure = FailureExplanation.Explain(OutOfDeviceMemory, 1, new() { TensorParallel = 8, BatchSize = 128, Cards = 16 });
        failure.Kind.ShouldBe(FailureKind.OutOfMemory);
        failure.Summary.ShouldContain("896 MB");
        failure.Remedy.ShouldContain("from -t 8 to -t 16");
        failure.Remedy.ShouldContain("from -b 128 to -b 16");
    }

    [Fact]
    public void Full_cards_without_more_cards_ask_for_a_node()
    {
        var failure = FailureExplanation.Explain(OutOfDeviceMemory, 1, new() { TensorParallel = 16, Cards = 16 });
        failure.Remedy.ShouldContain("-t 32; that needs 32 cards and the run has 16: add a node");
    }

    [Fact]
    public void The_cause_wins_over_noise_before_and_after_it()
    {
        var failure = FailureExplanation.Explain(
            $"""
            (RayWorkerWrapper pid=7, ip=10.0.0.12) Unhandled exception: N3c105ErrorE. what(): Collective call returned error
            (RayWorkerWrapper pid=9, ip=10.0.0.12) {OutOfDeviceMemory.Replace("Rank:0", "Rank:3", StringComparison.Ordinal)}
            cp: cannot stat 'inc_tmp/llama-3.1-405b-instruct/g2/*': No such file or directory
            Error in step 2
            """,
            1);
        failure.Kind.ShouldBe(FailureKind.OutOfMemory);
        failure.Excerpt.ShouldContain("Rank:3");
    }

    [Fact]
    public void Rank_0_is_heard_before_other_ranks()
    {
        var failure = FailureExplanation.Explain(
            """
            RuntimeError: [Rank:5] synStatus=20 [Device already acquired] Device acquire failed.
            RuntimeError: [Rank:0] synStatus=26 [Generic failure] Device acquire failed.
            """,
            1);
        failure.Summary.ShouldContain("synStatus 26");
    }

    [Theory]
    [InlineData("RuntimeError: synStatus=26 [Generic failure] Device acquire failed.", FailureKind.Configuration, "driver's release")]
    [InlineData("RuntimeError: synStatus=8 [Device not found] Device acquire failed.", FailureKind.Transient, "sudo hl-smi")]
    [InlineData("ValueError: Unsupported device: the device type is 7.", FailureKind.Transient, "Try again")]
    [InlineData("…/hcl/src/platform/gaudi_common/hcl_device_control_factory.cpp::71(initDevice): The condition [ false ] failed. Invalid server type (4[OCP1]) requested to generate controller.", FailureKind.Configuration, "Gaudi release")]
    [InlineData("FATAL ERROR :: MODULE:PT_BRIDGE Exception in Launch thread", FailureKind.Unknown, "-e")]
    [InlineData("RuntimeError: [enforce fail at device.cc:83] ifa != nullptr. Unable to find address for: eth0", FailureKind.Configuration, "GLOO_SOCKET_IFNAME")]
    [InlineData("ConnectionError: Ray is trying to start at 10.0.0.11:6379, but is already running at 10.0.0.11:6379. Please specify a different port using the `--port` flag", FailureKind.Configuration, "ray stop --force")]
    [InlineData("Unable to connect to GCS at 10.0.0.11:6379. Check that (1) Ray GCS", FailureKind.Transient, "firewall")]
    [InlineData("RuntimeError: Version mismatch: The cluster was started with:", FailureKind.Configuration, "one image")]
    [InlineData("KeyError: 'HPU'", FailureKind.Configuration, "--resources='{\"HPU\": 8}'")]
    [InlineData("!! Exiting since not enough HPU resources available. You can run 'ray status' to see", FailureKind.Configuration, "VLLM_HOST_IP")]
    [InlineData("ValueError: Cannot provide a placement group of placement_group_specs=[{'HPU': 1.0}] within 1800 seconds.", FailureKind.Timeout, "VLLM_HOST_IP")]
    [InlineData("ray.exceptions.RaySystemError: System error: No module named 'vllm'", FailureKind.Configuration, "PYTHONPATH")]
    [InlineData("ModuleNotFoundError: No module named 'ray'", FailureKind.Configuration, "pip install ray")]
    [InlineData("ray.exceptions.OutOfMemoryError: Task was killed due to the node running low on memory.", FailureKind.OutOfMemory, "RAY_memory_monitor_refresh_ms")]
    [InlineData(" !! Exiting. Invalid QUANT_CONFIG env", FailureKind.Configuration, "quant_config_buffer.json")]
    [InlineData("Unknown quantization config mode,please validate quantization config file", FailureKind.Configuration, "actimeo=1")]
    [InlineData("json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)", FailureKind.Configuration, "shared file system")]
    [InlineData("TypeError: PatchedVLLMKVCache.forward_measure() missing 2 required positional arguments", FailureKind.Configuration, "VLLM_STABLE_COMMIT")]
    [InlineData("Failed to load prompts from dataset NeelNanda/pile-10k. Error: offline", FailureKind.Configuration, "HF_TOKEN")]
    [InlineData("OSError: You are trying to access a gated repo.", FailureKind.Configuration, "HF_TOKEN")]
    [InlineData("OSError: [Errno 28] No space left on device", FailureKind.Configuration, "--ipc=host")]
    [InlineData("docker: Error response from daemon: Unknown runtime specified habana.", FailureKind.Configuration, "habanalabs-container-runtime")]
    [InlineData("Error response from daemon: No such container: pipeline-gaudi", FailureKind.Configuration, "EnsureContainer")]
    [InlineData("docker: Error response from daemon: Conflict. The container name \"/x\" is already in use by", FailureKind.Configuration, "docker rm")]
    [InlineData("fatal: invalid object name 'origin/vllm/last-good-commit-for-vllm-gaudi'", FailureKind.Configuration, "shallow")]
    [InlineData("AssertionError: Scaling method \"X\" is not supported for runtime scale patching (graph recompile reduction)", FailureKind.Configuration, "RUNTIME_SCALE_PATCHING=0")]
    [InlineData("[Errno 98] error while attempting to bind on address ('0.0.0.0', 8000): address already in use", FailureKind.Configuration, "another port")]
    [InlineData("AssertionError: Original total_rank 16 should be larger than your target rank 8 and be divisible by it", FailureKind.Configuration, "divides 16")]
    [InlineData("Invalid device type: g1. Allowed devices: g2 g3", FailureKind.Configuration, "Gaudi container")]
    [InlineData("HLML: The habanalabs driver is not loaded", FailureKind.Configuration, "modprobe")]
    public void Known_texts_are_explained(string log, FailureKind kind, string remedy)
    {
        var failure = FailureExplanation.Explain(log, 1);
        failure.Kind.ShouldBe(kind);
        failure.Remedy.ShouldContain(remedy);
    }

    [Theory]
    [InlineData(127, FailureKind.Configuration)]
    [InlineData(137, FailureKind.OutOfMemory)]
    [InlineData(143, FailureKind.Cancelled)]
    [InlineData(124, FailureKind.Timeout)]
    [InlineData(null, FailureKind.Lost)]
    [InlineData(1, FailureKind.Unknown)]
    public void An_exit_code_speaks_when_the_log_does_not(int? code, FailureKind kind) =>
        FailureExplanation.Explain("working\n", code).Kind.ShouldBe(kind);

    [Fact]
    public void An_ended_process_is_not_blamed_on_the_noise_of_its_end() =>
        FailureExplanation.Explain("what(): Collective call returned error", 143).Kind.ShouldBe(FailureKind.Cancelled);

    [Fact]
    public void Harmless_lines_explain_nothing()
    {
        var failure = FailureExplanation.Explain(
            """
            [WARNING] Failed to import from vllm._C with ModuleNotFoundError("No module named 'vllm._C'")
            tensor_parallel_size=16 is bigger than a reserved number of HPUs (8 HPUs) in a node. Tensor parallel workers can be spread out to 2+ nodes
            Shutting down Ray distributed executor. If you see error log from logging.cc regarding SIGTERM received, please ignore
            """,
            1);
        failure.Summary.ShouldContain("no known error");
    }

    [Fact]
    public void An_unknown_exception_is_shown_as_it_stands() =>
        FailureExplanation.Explain("Traceback (most recent call last):\nmy.lib.OddError: it broke\nOther noise", 1).Summary.ShouldBe("my.lib.OddError: it broke");

    [Fact]
    public void A_missing_command_is_named() =>
        FailureExplanation.Explain("bash: line 1: ethtool: command not found", 127).Summary.ShouldContain("'ethtool'");
}
