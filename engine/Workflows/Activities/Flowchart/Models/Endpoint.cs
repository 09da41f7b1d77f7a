using System.Text.Json.Serialization;

namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>One end of a connection. A source without a port counts as "Done".</summary>
public class Endpoint
{
    [JsonConstructor]
    public Endpoint()
    {
    }

    public Endpoint(IActivity activity, string? port = null)
    {
        Activity = activity;
        Port = port;
    }

    public IActivity Activity { get; set; } = null!;
    public string? Port { get; set; }
}
