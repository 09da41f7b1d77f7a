namespace Elsa.Workflows;

/// <summary>All activity types.</summary>
public interface IActivityRegistry : IActivityProvider
{
    void Add(Type providerType, ActivityDescriptor descriptor);

    void Remove(Type providerType, ActivityDescriptor descriptor);

    void Register(ActivityDescriptor descriptor);

    Task RegisterAsync(Type activityType, CancellationToken cancellationToken = default);

    Task RegisterAsync(IEnumerable<Type> activityTypes, CancellationToken cancellationToken = default);

    IEnumerable<ActivityDescriptor> ListAll();

    IEnumerable<ActivityDescriptor> ListByProvider(Type providerType);

    /// <summary>The newest version of a type.</summary>
    ActivityDescriptor? Find(string type);

    ActivityDescriptor? Find(string type, int version);

    ActivityDescriptor? Find(Func<ActivityDescriptor, bool> predicate);

    IEnumerable<ActivityDescriptor> FindMany(Func<ActivityDescriptor, bool> predicate);

    Task RefreshDescriptorsAsync(IActivityProvider activityProvider, CancellationToken cancellationToken = default);

    void Clear();

    void ClearProvider(Type providerType);
}
