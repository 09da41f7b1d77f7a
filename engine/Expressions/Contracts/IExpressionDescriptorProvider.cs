namespace Elsa.Expressions.Contracts;

/// <summary>Contributes expression types.</summary>
public interface IExpressionDescriptorProvider
{
    IEnumerable<ExpressionDescriptor> GetDescriptors();
}
