using static Pipeline.Activities.Gaudi.Failures.FailureKind;

namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>What vLLM prints when it cannot serve.</summary>
internal static class ServingFailures
{
    public static readonly IReadOnlyList<KnownFailure> All =
    [
        new(Configuration, @"is not supported for runtime scale patching", "The scale method does not go with runtime scale patching.", "Set RUNTIME_SCALE_PATCHING=0."),
        new(Configuration, @"Recompilation triggered with skip_guard_eval_unsafe", "A graph had to be compiled again after a full warm-up.", "Unset VLLM_FULL_WARMUP."),
        new(Configuration, @"error while attempting to bind on address \('([^']*)', (\d+)\)", "Port $2 is in use by another process.", "Stop the other server or serve on another port."),
        new(OutOfMemory, @"No available memory for the cache blocks", "No memory is left for the KV cache.", "Raise --gpu-memory-utilization, raise tensor parallelism, or lower --max-model-len."),
        new(FailureKind.Timeout, @"(?i)engine iteration timed out", "The engine took too long for one step, likely compiling.", "Raise VLLM_ENGINE_ITERATION_TIMEOUT_S (3600) and VLLM_RPC_TIMEOUT (600000)."),
        new(Configuration, @"Error.*max_concurrency", "More requests at a time than the KV cache holds.", "Use the number that the line 'Maximum concurrency for … tokens per request' gives."),
        new(Unknown, @"(?:Engine core initialization failed|EngineDeadError)", "vLLM's engine died.", "The first error above it is the cause; read the log from there.") { Depth = Depth.Symptom },
    ];
}
