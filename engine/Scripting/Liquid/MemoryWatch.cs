using Fluid.Values;

namespace Pipeline.Engine.Scripting.Liquid;

/// <summary>Stops a template that takes too long, or that makes too much: looked at whenever it writes or assigns.</summary>
internal sealed class MemoryWatch(ScriptLimits limits)
{
    private readonly long _before = GC.GetAllocatedBytesForCurrentThread();
    private readonly TimeSpan _started = ThreadTime.Now;

    /// <exception cref="ScriptException">A limit is exceeded.</exception>
    public void Check()
    {
        if (GC.GetAllocatedBytesForCurrentThread() - _before > limits.Memory)
            throw new ScriptException($"The template uses more than {limits.Memory / (1024 * 1024)} MiB of memory.");
        if (ThreadTime.Now - _started > limits.Time)
            throw new ScriptException($"The template was not done after {limits.Time.TotalSeconds:0.#} s.");
    }

    public ValueTask<FluidValue> CheckAsync(FluidValue value)
    {
        Check();
        return ValueTask.FromResult(value);
    }
}
