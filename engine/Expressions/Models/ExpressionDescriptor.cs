namespace Elsa.Expressions.Models;

/// <summary>An expression type and the factory of its handler.</summary>
public class ExpressionDescriptor
{
    public string Type { get; init; } = "";
    public string DisplayName { get; set; } = "";
    public bool IsSerializable { get; set; } = true;
    public bool IsBrowsable { get; set; } = true;
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();
    public Func<IServiceProvider, IExpressionHandler> HandlerFactory { get; set; } = null!;
    public Func<MemoryBlockReference> MemoryBlockReferenceFactory { get; set; } = () => new MemoryBlockReference();
}
