namespace Elsa.Expressions.Contracts;

/// <summary>All expression types.</summary>
public interface IExpressionDescriptorRegistry
{
    void Add(ExpressionDescriptor descriptor);
    void AddRange(IEnumerable<ExpressionDescriptor> descriptors);
    IEnumerable<ExpressionDescriptor> ListAll();
    ExpressionDescriptor? Find(Func<ExpressionDescriptor, bool> predicate);
    ExpressionDescriptor? Find(string type);
}
