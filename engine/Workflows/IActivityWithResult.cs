namespace Elsa.Workflows;

/// <summary>An activity with a result.</summary>
public interface IActivityWithResult
{
    Output? Result { get; set; }
}
