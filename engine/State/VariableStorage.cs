using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Engine.State;

/// <summary>Moves the values of a scope's variables to their storage drivers and back.</summary>
internal static class VariableStorage
{
    public static async ValueTask SaveAsync(ActivityExecutionContext context)
    {
        foreach (var variable in context.Variables)
        {
            if (DriverOf(context, variable) is not { } driver || !context.ExpressionExecutionContext.Memory.TryGetBlock(variable.Id, out var block))
                continue;
            var storage = new StorageDriverContext(context, variable, context.CancellationToken);
            if (block.Value is null)
                await driver.DeleteAsync(variable.Id, storage);
            else
                await driver.WriteAsync(variable.Id, block.Value, storage);
        }
    }

    public static async ValueTask LoadAsync(ActivityExecutionContext context)
    {
        foreach (var variable in context.Variables)
        {
            if (DriverOf(context, variable) is not { } driver || !context.ExpressionExecutionContext.Memory.TryGetBlock(variable.Id, out var block))
                continue;
            if (await driver.ReadAsync(variable.Id, new StorageDriverContext(context, variable, context.CancellationToken)) is { } value)
                block.Value = value;
        }
    }

    private static IStorageDriver? DriverOf(ActivityExecutionContext context, Variable variable) =>
        variable.StorageDriverType is { } type && type != typeof(MemoryStorageDriver)
            ? context.WorkflowExecutionContext.ServiceProvider.GetServices<IStorageDriver>().FirstOrDefault(driver => driver.GetType() == type)
            : null;
}
