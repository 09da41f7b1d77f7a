using System.Reflection;

namespace Elsa.Workflows;

/// <summary>Describes activity types by reflection.</summary>
public interface IActivityDescriber
{
    Task<ActivityDescriptor> DescribeActivityAsync(Type activityType, CancellationToken cancellationToken = default);

    IEnumerable<PropertyInfo> GetInputProperties(Type activityType);

    IEnumerable<PropertyInfo> GetOutputProperties(Type activityType);

    Task<IEnumerable<InputDescriptor>> DescribeInputPropertiesAsync(Type activityType, CancellationToken cancellationToken = default);

    Task<IEnumerable<OutputDescriptor>> DescribeOutputPropertiesAsync(Type activityType, CancellationToken cancellationToken = default);

    Task<InputDescriptor> DescribeInputPropertyAsync(PropertyInfo propertyInfo, CancellationToken cancellationToken = default);

    Task<OutputDescriptor> DescribeOutputPropertyAsync(PropertyInfo propertyInfo, CancellationToken cancellationToken = default);
}
