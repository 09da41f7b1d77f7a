namespace Elsa.Workflows;

/// <summary>Keeps the values of variables while a workflow is suspended.</summary>
public interface IStorageDriver
{
    double Priority { get; }
    IEnumerable<string> Tags { get; }

    ValueTask WriteAsync(string id, object value, StorageDriverContext context);

    ValueTask<object?> ReadAsync(string id, StorageDriverContext context);

    ValueTask DeleteAsync(string id, StorageDriverContext context);
}
