namespace Elsa.Workflows;

/// <summary>An activity that is made of others.</summary>
public interface IComposite
{
    void Setup();
}
