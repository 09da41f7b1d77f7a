using Elsa.Expressions.Helpers;

namespace Elsa.Extensions;

/// <summary>Storage and typing of variables.</summary>
public static class VariableExtensions
{
    public static Variable WithWorkflowStorage(this Variable variable) => variable.WithStorage<WorkflowInstanceStorageDriver>();

    public static Variable<T> WithWorkflowStorage<T>(this Variable<T> variable) => (Variable<T>)variable.WithStorage<WorkflowInstanceStorageDriver>();

    public static Variable WithMemoryStorage(this Variable variable) => variable.WithStorage<MemoryStorageDriver>();

    public static Variable<T> WithMemoryStorage<T>(this Variable<T> variable) => (Variable<T>)variable.WithStorage<MemoryStorageDriver>();

    public static Variable WithStorage<T>(this Variable variable) => variable.WithStorage(typeof(T));

    public static Variable WithStorage(this Variable variable, Type storageDriverType)
    {
        variable.StorageDriverType = storageDriverType;
        return variable;
    }

    /// <summary>The declared type of its value; object for an untyped variable.</summary>
    public static Type GetVariableType(this Variable variable)
    {
        for (var type = variable.GetType(); type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Variable<>))
                return type.GetGenericArguments()[0];
        }

        return typeof(object);
    }

    /// <summary>Converts a value to the variable's type.</summary>
    public static object? ParseValue(this Variable variable, object? value) => ParseValue(variable.GetVariableType(), value);

    public static object? ParseValue(Type type, object? value) =>
        value is null && type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : value.ConvertTo(type);

    public static void Set(this Variable variable, ActivityExecutionContext context, object? value) => context.Set(variable, variable.ParseValue(value));
}
