using System.Collections.Immutable;

namespace Pipeline.Activities.Measurements;

/// <summary>The keys of a node and the orders in which they usually come, shared by all nodes.</summary>
public static class NodeKeys
{
    /// <summary>Key of the inputs.</summary>
    public const string Inputs = "inputs";

    /// <summary>Key of the outputs.</summary>
    public const string Outputs = "outputs";

    /// <summary>Key of the parameters.</summary>
    public const string Params = "params";

    private static readonly ImmutableArray<string> inputsOnly = [Inputs];
    private static readonly ImmutableArray<string> withOutputs = [Inputs, Outputs];
    private static readonly ImmutableArray<string> withParams = [Inputs, Params];
    private static readonly ImmutableArray<string> all = [Inputs, Outputs, Params];

    /// <summary>The usual order for a node that has the given parts.</summary>
    public static ImmutableArray<string> For(bool outputs, bool parameters) => (outputs, parameters) switch
    {
        (false, false) => inputsOnly,
        (true, false) => withOutputs,
        (false, true) => withParams,
        _ => all,
    };
}
