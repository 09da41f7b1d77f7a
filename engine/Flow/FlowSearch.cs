namespace Pipeline.Engine.Flow;

/// <summary>Graph searches over flowcharts; without recursion, because flowcharts may be thousands of activities long.</summary>
internal static class FlowSearch
{
    /// <summary>
    /// Depth-first search from the start. Answers the reachable activities in an order in which every connection but those of
    /// <paramref name="back"/> leads from earlier to later.
    /// </summary>
    public static List<IActivity> Explore(IActivity start, Func<IActivity, IEnumerable<IActivity>> next, out HashSet<(IActivity, IActivity)> back)
    {
        back = [];
        var finished = new List<IActivity>();
        var open = new HashSet<IActivity> { start };
        var seen = new HashSet<IActivity> { start };
        var stack = new Stack<(IActivity Activity, IEnumerator<IActivity> Next)>();
        stack.Push((start, next(start).GetEnumerator()));
        while (stack.TryPeek(out var top))
        {
            if (!top.Next.MoveNext())
            {
                stack.Pop();
                open.Remove(top.Activity);
                finished.Add(top.Activity);
                continue;
            }

            var target = top.Next.Current;
            if (open.Contains(target))
                back.Add((top.Activity, target));
            else if (seen.Add(target))
            {
                open.Add(target);
                stack.Push((target, next(target).GetEnumerator()));
            }
        }

        finished.Reverse();
        return finished;
    }

    /// <summary>Numbers the loops: two activities have the same number if each can be reached from the other.</summary>
    public static void MarkLoops(IReadOnlyList<IActivity> order, Dictionary<IActivity, FlowVertex> vertices, Func<IActivity, IEnumerable<IActivity>> next)
    {
        var sources = order.SelectMany(source => next(source).Select(target => (source, target))).ToLookup(pair => pair.target, pair => pair.source);
        var component = 0;
        foreach (var root in order)
        {
            if (vertices[root].Component >= 0)
                continue;
            var pending = new Stack<IActivity>([root]);
            vertices[root].Component = component;
            while (pending.TryPop(out var activity))
            {
                foreach (var source in sources[activity])
                {
                    if (vertices[source].Component >= 0)
                        continue;
                    vertices[source].Component = component;
                    pending.Push(source);
                }
            }

            component++;
        }
    }

    /// <summary>Everything from which forward connections lead to a vertex.</summary>
    public static HashSet<IActivity> Ancestors(IEnumerable<FlowVertex> vertices, FlowVertex of)
    {
        var sources = vertices.SelectMany(vertex => vertex.Outbound).Where(edge => !edge.LeadsBack).ToLookup(edge => edge.Target, edge => edge.Source);
        var found = new HashSet<IActivity>();
        var pending = new Stack<FlowVertex>([of]);
        while (pending.TryPop(out var vertex))
        {
            foreach (var source in sources[vertex])
            {
                if (found.Add(source.Activity))
                    pending.Push(source);
            }
        }

        return found;
    }
}
