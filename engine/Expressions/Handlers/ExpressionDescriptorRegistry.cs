using System.Collections.Concurrent;

namespace Pipeline.Engine.Expressions;

/// <inheritdoc cref="IExpressionDescriptorRegistry"/>
internal sealed class ExpressionDescriptorRegistry : IExpressionDescriptorRegistry
{
    private readonly ConcurrentDictionary<string, ExpressionDescriptor> descriptors = new();

    public ExpressionDescriptorRegistry(IEnumerable<IExpressionDescriptorProvider> providers) => AddRange(providers.SelectMany(p => p.GetDescriptors()));

    public void Add(ExpressionDescriptor descriptor) => descriptors[descriptor.Type] = descriptor;

    public void AddRange(IEnumerable<ExpressionDescriptor> descriptors)
    {
        foreach (var descriptor in descriptors)
            Add(descriptor);
    }

    public IEnumerable<ExpressionDescriptor> ListAll() => descriptors.Values;

    public ExpressionDescriptor? Find(Func<ExpressionDescriptor, bool> predicate) => descriptors.Values.FirstOrDefault(predicate);

    public ExpressionDescriptor? Find(string type) => descriptors.GetValueOrDefault(type);
}
