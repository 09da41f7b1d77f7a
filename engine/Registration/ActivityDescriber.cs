using System.ComponentModel;
using System.Reflection;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Engine.Registration;

/// <summary>Describes activity types from their attributes and properties.</summary>
internal sealed class ActivityDescriber(IServiceProvider services) : IActivityDescriber
{
    public async Task<ActivityDescriptor> DescribeActivityAsync(Type activityType, CancellationToken cancellationToken = default)
    {
        var attribute = activityType.GetCustomAttribute<ActivityAttribute>(inherit: false);
        var (typeName, version) = ActivityTypeNames.Of(activityType);
        var name = attribute?.Type ?? ActivityTypeNames.Simple(activityType);
        return new ActivityDescriptor
        {
            TypeName = typeName,
            ClrType = activityType,
            Namespace = attribute?.Namespace ?? activityType.Namespace ?? "",
            Name = name,
            Version = version,
            Category = attribute?.Category ?? activityType.GetCustomAttribute<CategoryAttribute>()?.Category ?? attribute?.Namespace ?? "Miscellaneous",
            DisplayName = attribute?.DisplayName ?? activityType.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName ?? DisplayNames.Of(name),
            Description = attribute?.Description ?? activityType.GetCustomAttribute<DescriptionAttribute>()?.Description,
            Kind = typeof(ITrigger).IsAssignableFrom(activityType) ? ActivityKind.Trigger : attribute?.Kind ?? ActivityKind.Action,
            RunAsynchronously = attribute?.RunAsynchronously ?? false,
            Inputs = (await DescribeInputPropertiesAsync(activityType, cancellationToken)).ToList(),
            Outputs = (await DescribeOutputPropertiesAsync(activityType, cancellationToken)).ToList(),
            Ports = Ports(activityType).ToList(),
            CustomProperties = new Dictionary<string, object> { ["Type"] = activityType },
            Attributes = activityType.GetCustomAttributes(inherit: true).OfType<Attribute>().ToList(),
            IsBrowsable = activityType.GetCustomAttribute<BrowsableAttribute>(inherit: false)?.Browsable ?? true,
            IsStart = typeof(IStartNode).IsAssignableFrom(activityType),
            IsTerminal = typeof(ITerminalNode).IsAssignableFrom(activityType),
            IsContainer = typeof(Elsa.Workflows.Activities.Container).IsAssignableFrom(activityType)
        };
    }

    public IEnumerable<PropertyInfo> GetInputProperties(Type activityType) => Properties(activityType)
        .Where(property => typeof(Input).IsAssignableFrom(property.PropertyType) || property.GetCustomAttribute<InputAttribute>() is not null);

    public IEnumerable<PropertyInfo> GetOutputProperties(Type activityType) => Properties(activityType).Where(property => typeof(Output).IsAssignableFrom(property.PropertyType));

    public async Task<IEnumerable<InputDescriptor>> DescribeInputPropertiesAsync(Type activityType, CancellationToken cancellationToken = default)
    {
        var inputs = new List<InputDescriptor>();
        foreach (var property in GetInputProperties(activityType))
            inputs.Add(await DescribeInputPropertyAsync(property, cancellationToken));
        return inputs.OrderBy(input => input.Order);
    }

    public async Task<IEnumerable<OutputDescriptor>> DescribeOutputPropertiesAsync(Type activityType, CancellationToken cancellationToken = default)
    {
        var outputs = new List<OutputDescriptor>();
        foreach (var property in GetOutputProperties(activityType))
            outputs.Add(await DescribeOutputPropertyAsync(property, cancellationToken));
        return outputs;
    }

    public async Task<InputDescriptor> DescribeInputPropertyAsync(PropertyInfo propertyInfo, CancellationToken cancellationToken = default)
    {
        var attribute = propertyInfo.GetCustomAttribute<InputAttribute>() ?? new InputAttribute();
        var wrapped = typeof(Input).IsAssignableFrom(propertyInfo.PropertyType);
        var type = wrapped && propertyInfo.PropertyType.IsGenericType ? propertyInfo.PropertyType.GetGenericArguments()[0] : propertyInfo.PropertyType;
        return new InputDescriptor
        {
            Name = attribute.Name ?? propertyInfo.Name,
            Type = type,
            DisplayName = attribute.DisplayName ?? DisplayNames.Of(propertyInfo.Name),
            Description = attribute.Description ?? propertyInfo.GetCustomAttribute<DescriptionAttribute>()?.Description,
            Category = attribute.Category,
            Order = attribute.Order,
            IsWrapped = wrapped,
            UIHint = attribute.UIHint ?? UIHintDefaults.Of(type),
            UISpecifications = await UISpecificationBuilder.BuildAsync(services, propertyInfo, attribute, type, cancellationToken),
            DefaultValue = attribute.DefaultValue,
            DefaultSyntax = attribute.DefaultSyntax,
            IsReadOnly = attribute.IsReadOnly,
            IsBrowsable = attribute.IsBrowsable,
            IsSerializable = attribute.IsSerializable,
            IsSensitive = attribute.CanContainSecrets,
            AutoEvaluate = attribute.AutoEvaluate,
            ValueGetter = propertyInfo.GetValue,
            ValueSetter = propertyInfo.SetValue,
            PropertyInfo = propertyInfo
        };
    }

    public Task<OutputDescriptor> DescribeOutputPropertyAsync(PropertyInfo propertyInfo, CancellationToken cancellationToken = default)
    {
        var attribute = propertyInfo.GetCustomAttribute<OutputAttribute>() ?? new OutputAttribute();
        return Task.FromResult(new OutputDescriptor
        {
            Name = attribute.Name ?? propertyInfo.Name,
            Type = propertyInfo.PropertyType.IsGenericType ? propertyInfo.PropertyType.GetGenericArguments()[0] : typeof(object),
            DisplayName = attribute.DisplayName ?? DisplayNames.Of(propertyInfo.Name),
            Description = attribute.Description ?? propertyInfo.GetCustomAttribute<DescriptionAttribute>()?.Description,
            IsBrowsable = attribute.IsBrowsable,
            IsSerializable = attribute.IsSerializable,
            ValueGetter = propertyInfo.GetValue,
            ValueSetter = propertyInfo.SetValue,
            PropertyInfo = propertyInfo
        });
    }

    private static IEnumerable<Port> Ports(Type activityType)
    {
        var outcomes = activityType.GetCustomAttribute<FlowNodeAttribute>()?.Outcomes ?? [];
        foreach (var outcome in outcomes)
            yield return new Port { Name = outcome, DisplayName = outcome, Type = PortType.Flow };

        foreach (var property in Properties(activityType))
        {
            if (property.GetCustomAttribute<PortAttribute>() is not { } attribute || !typeof(IActivity).IsAssignableFrom(property.PropertyType))
                continue;
            yield return new Port
            {
                Name = attribute.Name ?? property.Name,
                DisplayName = attribute.DisplayName ?? attribute.Name ?? property.Name,
                Type = PortType.Embedded,
                IsBrowsable = property.GetCustomAttribute<BrowsableAttribute>()?.Browsable ?? true
            };
        }
    }

    private static PropertyInfo[] Properties(Type activityType) => activityType.GetProperties(BindingFlags.Public | BindingFlags.Instance);
}
