namespace Elsa.Workflows.Memory;

/// <summary>A named value of type <typeparamref name="T"/>.</summary>
public class Variable<T> : Variable
{
    public Variable()
    {
    }

    public Variable(string name, T value) : base(name, value)
    {
    }

    public Variable(string name, T value, string? id = default) : base(name, value, id)
    {
    }

    public T? Get(ActivityExecutionContext context) => context.Get<T>(this);

    public new T? Get(ExpressionExecutionContext context) => context.Get<T>(this);

    public Variable<T> WithId(string id)
    {
        Id = id;
        return this;
    }

    public Variable<T> WithName(string name)
    {
        Name = name;
        return this;
    }

    public Variable<T> WithValue(T value)
    {
        Value = value;
        return this;
    }

    public Variable<T> WithStorageDriver<TDriver>() where TDriver : IStorageDriver
    {
        StorageDriverType = typeof(TDriver);
        return this;
    }
}
