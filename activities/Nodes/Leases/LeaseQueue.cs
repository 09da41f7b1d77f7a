using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Activities.Nodes.Leases;

/// <summary>
/// Who is next. Requests are served in the order of their numbers; one that does not fit yet keeps the nodes it may use
/// from all later ones, so that many small runs cannot starve a large one. Later requests for other nodes pass it. Pure.
/// </summary>
internal static class LeaseQueue
{
    /// <summary>The waiting requests that can be granted now, with their nodes.</summary>
    public static IEnumerable<(T Waiting, IReadOnlyList<string> Nodes)> Grants<T>(
        IEnumerable<T> waiting, Func<T, LeaseRequest> request, IReadOnlyList<NodeDefinition> pool, IEnumerable<string> leased)
    {
        var free = pool.Select(n => n.Name).Except(leased).ToHashSet();
        foreach (var next in waiting)
        {
            var wish = request(next);
            if (LeaseChoice.Choose(wish, pool, free) is { } nodes)
            {
                yield return (next, nodes);
                free.ExceptWith(nodes);
            }
            else
            {
                free.ExceptWith(LeaseChoice.WaitsFor(wish, pool));
            }
        }
    }
}
