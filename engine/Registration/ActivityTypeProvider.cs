namespace Pipeline.Engine.Registration;

/// <summary>The activity types that the host registered.</summary>
internal sealed class ActivityTypeProvider(IEnumerable<ActivityTypeRegistration> registrations, IActivityDescriber describer) : IActivityProvider
{
    public async ValueTask<IEnumerable<ActivityDescriptor>> GetDescriptorsAsync(CancellationToken cancellationToken = default)
    {
        var descriptors = new List<ActivityDescriptor>();
        foreach (var type in registrations.Select(registration => registration.ActivityType).Distinct())
            descriptors.Add(await describer.DescribeActivityAsync(type, cancellationToken));
        return descriptors;
    }
}
