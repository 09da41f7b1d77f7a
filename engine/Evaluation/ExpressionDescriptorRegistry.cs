namespace Pipeline.Engine.Evaluation;

/// <inheritdoc cref="IExpressionDescriptorRegistry"/>
internal sealed class ExpressionDescriptorRegistry : IExpressionDescriptorRegistry
{
    private readonly Dictionary<string, ExpressionDescriptor> _descriptors = [];

    public ExpressionDescriptorRegistry(IEnumerable<IExpressionDescriptorProvider> providers) =>
        AddRange(providers.SelectMany(provider => provider.GetDescriptors()));

    public void Add(ExpressionDescriptor descriptor) => _descriptors[descriptor.Type] = descriptor;

    public void AddRange(IEnumerable<ExpressionDescriptor> descriptors)
    {
        foreach (var descriptor in descriptors)
            Add(descriptor);
    }

    public IEnumerable<ExpressionDescriptor> ListAll() => _descriptors.Values;

    public ExpressionDescriptor? Find(Func<ExpressionDescriptor, bool> predicate) => _descriptors.Values.FirstOrDefault(predicate);

    public ExpressionDescriptor? Find(string type) => _descriptors.GetValueOrDefault(type);
}
