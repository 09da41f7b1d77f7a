namespace Pipeline.Tests.Engine.Surface;

/// <summary>Compares our types with the real API. Less is fine; different is not.</summary>
internal sealed class SurfaceComparison(ApiFile real)
{
    /// <summary>One readable line per difference.</summary>
    public IEnumerable<string> Differences(IEnumerable<Type> types) =>
        types.Where(ApiReflection.IsVisible).Select(ApiReflection.Render).SelectMany(Differences).Order(StringComparer.Ordinal);

    private IEnumerable<string> Differences(ApiType ours)
    {
        if (!real.Types.TryGetValue(ours.Key, out var theirs))
        {
            var name = ours.Key.Split('.')[^1];
            var elsewhere = real.Types.Keys.Where(key => key.EndsWith($".{name}", StringComparison.Ordinal)).Take(2).ToList();
            return [$"{ours.Key}: not in Elsa 3.8{(elsewhere.Count == 0 ? "" : $"; nearest: {string.Join(", ", elsewhere)}")}"];
        }

        var differences = new List<string>();
        if (ours.Kind != theirs.Kind)
            differences.Add($"{ours.Key}: is a {ours.Kind}; in Elsa 3.8 a {theirs.Kind}");
        if (ours.Shape != theirs.Shape)
            differences.Add($"{ours.Key}:{ours.Shape}; in Elsa 3.8:{theirs.Shape}");
        var ancestry = Ancestry(theirs);
        differences.AddRange(ours.Bases.Where(item => !theirs.Bases.Contains(item) && !ancestry.Contains(Bare(item)))
            .Select(item => $"{ours.Key} : {item}: not a base in Elsa 3.8; there: {string.Join(", ", theirs.Bases)}"));
        differences.AddRange(ours.Members.Where(member => !theirs.Members.Any(member.IsCoveredBy)).Select(member => Report(ours, member, theirs)));
        return differences;
    }

    private static string Report(ApiType type, ApiMember ours, ApiType theirs)
    {
        var nearest = theirs.Members.Where(member => member.Name == ours.Name).MinBy(member => Math.Abs(member.Signature.Length - ours.Signature.Length));
        return $"{type.Key}.{ours}: not in Elsa 3.8{(nearest is null ? "" : $"; nearest: {nearest}")}";
    }

    /// <summary>Names of all bases of bases, found by name.</summary>
    private HashSet<string> Ancestry(ApiType type)
    {
        var names = new HashSet<string>();
        var open = new Stack<string>(type.Bases);
        while (open.TryPop(out var item))
            if (names.Add(Bare(item)))
                foreach (var next in real.Types.Values.Where(candidate => Bare(candidate.Key.Split('.')[^1]) == Bare(item)).SelectMany(candidate => candidate.Bases))
                    open.Push(next);
        return names;
    }

    private static string Bare(string name) => name.Split('<', '`')[0];
}
