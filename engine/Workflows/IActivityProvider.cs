namespace Elsa.Workflows;

/// <summary>Contributes activity types.</summary>
public interface IActivityProvider
{
    ValueTask<IEnumerable<ActivityDescriptor>> GetDescriptorsAsync(CancellationToken cancellationToken = default);
}
