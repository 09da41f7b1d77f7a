namespace Elsa.Workflows;

/// <summary>An activity with a result of type <typeparamref name="T"/>.</summary>
public interface IActivityWithResult<T> : IActivityWithResult
{
    new Output<T>? Result { get; set; }
}
