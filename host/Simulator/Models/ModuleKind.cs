namespace Pipeline.Host.Simulator.Models;

/// <summary>What is measured of a module, by the class it has in vLLM.</summary>
internal enum ModuleKind
{
    /// <summary>One input and the weight.</summary>
    Linear,

    /// <summary>As linear, and two outputs: the largest partial result and the all-reduced one.</summary>
    RowParallelLinear,

    /// <summary>An expert's weight: the input is always 0.</summary>
    ExpertWeight,

    /// <summary>Two inputs.</summary>
    Matmul,

    /// <summary>Two inputs and one output.</summary>
    BlockMatmul,

    /// <summary>One input.</summary>
    KvCache,

    /// <summary>Three inputs; the output and the largest softmax value.</summary>
    FusedAttention,

    /// <summary>The hidden states; the output and one intermediate maximum per local expert.</summary>
    Experts,
}
