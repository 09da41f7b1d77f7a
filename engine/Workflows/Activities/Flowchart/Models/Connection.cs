using System.Text.Json.Serialization;

namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>Leads from an outcome of one activity to another activity.</summary>
public class Connection : IEquatable<Connection>
{
    [JsonConstructor]
    public Connection()
    {
    }

    public Connection(IActivity source, IActivity target) : this(new Endpoint(source), new Endpoint(target))
    {
    }

    public Connection(Endpoint source, Endpoint target)
    {
        Source = source;
        Target = target;
    }

    public Endpoint Source { get; set; } = null!;
    public Endpoint Target { get; set; } = null!;
    public ICollection<Position> Vertices { get; set; } = [];

    public bool Equals(Connection? other) =>
        other is not null && Source.Activity == other.Source.Activity && Source.Port == other.Source.Port && Target.Activity == other.Target.Activity && Target.Port == other.Target.Port;

    public override bool Equals(object? obj) => Equals(obj as Connection);

    public override int GetHashCode() => HashCode.Combine(Source.Activity, Source.Port, Target.Activity, Target.Port);
}
