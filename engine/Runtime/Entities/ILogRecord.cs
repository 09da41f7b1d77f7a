namespace Elsa.Common;

/// <summary>A record of what happened in an instance.</summary>
#pragma warning disable CA1040 // Elsa's marker; it constrains the log stores.
public interface ILogRecord;
#pragma warning restore CA1040
