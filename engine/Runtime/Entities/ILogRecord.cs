namespace Elsa.Common;

/// <summary>A record of what happened in an instance.</summary>
public interface ILogRecord
{
    string Id { get; set; }
    string WorkflowInstanceId { get; set; }
}
