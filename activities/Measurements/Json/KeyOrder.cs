using System.Collections.Immutable;

namespace Pipeline.Activities.Measurements.Json;

/// <summary>Collects the keys of one node; the usual orders cost no allocation.</summary>
internal struct KeyOrder
{
    private ImmutableArray<string> usual;
    private int count;
    private List<string>? unusual;

    /// <summary>The key that usually comes next.</summary>
    public readonly string? Expected => count switch
    {
        0 => NodeKeys.Inputs,
        1 => NodeKeys.Params,
        2 => NodeKeys.Params,
        _ => null,
    };

    /// <summary>Takes a key; false when it was there before.</summary>
    public bool Add(string key)
    {
        if (unusual is null)
        {
            var prefix = NodeKeys.For(key == NodeKeys.Outputs, key == NodeKeys.Params);
            if (count == 0 && key == NodeKeys.Inputs
                || count == 1 && key is NodeKeys.Outputs or NodeKeys.Params
                || count == 2 && usual[1] == NodeKeys.Outputs && key == NodeKeys.Params)
            {
                usual = count == 2 ? NodeKeys.For(true, true) : prefix;
                count++;
                return true;
            }
            unusual = count == 0 ? [] : [.. usual];
        }
        if (unusual.Contains(key))
            return false;
        unusual.Add(key);
        count++;
        return true;
    }

    /// <summary>The keys in order.</summary>
    public readonly ImmutableArray<string> ToArray() => unusual is null ? usual : [.. unusual];
}
