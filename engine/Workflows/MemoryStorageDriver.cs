namespace Elsa.Workflows;

/// <summary>Keeps nothing: after a suspension the variable holds its default value again.</summary>
public class MemoryStorageDriver : IStorageDriver
{
    public double Priority => 0;
    public IEnumerable<string> Tags => ["Memory"];

    public ValueTask WriteAsync(string id, object value, StorageDriverContext context) => ValueTask.CompletedTask;

    public ValueTask<object?> ReadAsync(string id, StorageDriverContext context) => ValueTask.FromResult<object?>(null);

    public ValueTask DeleteAsync(string id, StorageDriverContext context) => ValueTask.CompletedTask;
}
