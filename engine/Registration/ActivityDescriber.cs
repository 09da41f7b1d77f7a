using System.ComponentModel;
using System.Reflection;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Engine.Registration;

/// <inheritdoc cref="IActivityDescriber"/>
internal sealed class ActivityDescriber(IServiceProvider services) : IActivityDescriber
{
    public async Task<ActivityDescriptor> DescribeActivityAsync(Type activityType, CancellationToken cancellationToken = default)
    {
        var attribute = activityType.GetCustomAttribute<ActivityAttribute>();
        var (typeName, version) = ActivityTypeNames.Of(activityType);
        var name = ActivityTypeNames.Simple(activityType);
        return new ActivityDescriptor
        {
            TypeName = typeName,
            ClrType = activityType,
            Namespace = attribute?.Namespace ?? activityType.Namespace ?? "",
            Name = name,
            Version = version,
            Category = attribute?.Category ?? activityType.GetCustomAttribute<CategoryAttribute>()?.Category ?? "Miscellaneous",
            DisplayName = attribute?.DisplayName ?? Humane.Words(name),
            Description = attribute?.Description ?? activityType.GetCustomAttribute<DescriptionAttribute>()?.Description,
            Kind = attribute?.Kind is { } kind and not ActivityKind.Action ? kind
                : typeof(ITrigger).IsAssignableFrom(activityType) ? ActivityKind.Trigger : ActivityKind.Action,
            RunAsynchronously = attribute?.RunAsynchronously ?? false,
            Inputs = [.. await DescribeInputPropertiesAsync(activityType, cancellationToken)],
            Outputs = [.. await DescribeOutputPropertiesAsync(activityType, cancellationToken)],
            Ports = [.. Ports(activityType)],
            IsContainer = typeof(Elsa.Workflows.Activities.Container).IsAssignableFrom(activityType) || typeof(IComposite).IsAssignableFrom(activityType),
            IsBrowsable = activityType.GetCustomAttribute<BrowsableAttribute>() is null or { Browsable: true },
            IsStart = typeof(IStartNode).IsAssignableFrom(activityType),
            IsTerminal = typeof(ITerminalNode).IsAssignableFrom(activityType),
            Attributes = [.. activityType.GetCustomAttributes(inherit: true).OfType<Attribute>()],
        };
    }

    public IEnumerable<PropertyInfo> GetInputProperties(Type activityType) => Properties(activityType).Where(p =>
        typeof(Input).IsAssignableFrom(p.PropertyType) || p.GetCustomAttribute<InputAttribute>() is not null);

    public IEnumerable<PropertyInfo> GetOutputProperties(Type activityType) => Properties(activityType).Where(p =>
        typeof(Output).IsAssignableFrom(p.PropertyType));

    public async Task<IEnumerable<InputDescriptor>> DescribeInputPropertiesAsync(Type activityType, CancellationToken cancellationToken = default)
    {
        var inputs = new List<InputDescriptor>();
        foreach (var property in GetInputProperties(activityType))
            inputs.Add(await DescribeInputPropertyAsync(property, cancellationToken));
        return inputs;
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
        var isWrapped = typeof(Input).IsAssignableFrom(propertyInfo.PropertyType);
        var type = isWrapped && propertyInfo.PropertyType.IsGenericType ? propertyInfo.PropertyType.GetGenericArguments()[0] : propertyInfo.PropertyType;
        var hint = attribute.UIHint ?? UIHint.For(type);
        return new InputDescriptor
        {
            Name = attribute.Name ?? propertyInfo.Name,
            Type = type,
            IsWrapped = isWrapped,
            DisplayName = attribute.DisplayName ?? Humane.Words(propertyInfo.Name),
            Description = attribute.Description ?? propertyInfo.GetCustomAttribute<DescriptionAttribute>()?.Description,
            Category = attribute.Category,
            Order = attribute.Order,
            DefaultValue = attribute.DefaultValue,
            DefaultSyntax = attribute.DefaultSyntax ?? "Literal",
            IsReadOnly = attribute.IsReadOnly,
            IsBrowsable = attribute.IsBrowsable && propertyInfo.GetCustomAttribute<BrowsableAttribute>() is null or { Browsable: true },
            IsSerializable = attribute.IsSerializable,
            IsSensitive = attribute.CanContainSecrets,
            AutoEvaluate = attribute.AutoEvaluate,
            UIHint = hint,
            UISpecifications = await UISpecificationsAsync(propertyInfo, attribute, hint, type, cancellationToken),
            PropertyInfo = propertyInfo,
            ValueGetter = activity => propertyInfo.GetValue(activity),
            ValueSetter = (activity, value) => propertyInfo.SetValue(activity, value),
        };
    }

    public Task<OutputDescriptor> DescribeOutputPropertyAsync(PropertyInfo propertyInfo, CancellationToken cancellationToken = default)
    {
        var attribute = propertyInfo.GetCustomAttribute<OutputAttribute>();
        return Task.FromResult(new OutputDescriptor
        {
            Name = attribute?.Name ?? propertyInfo.Name,
            Type = propertyInfo.PropertyType.IsGenericType ? propertyInfo.PropertyType.GetGenericArguments()[0] : typeof(object),
            DisplayName = attribute?.DisplayName ?? Humane.Words(propertyInfo.Name),
            Description = attribute?.Description,
            IsBrowsable = attribute?.IsBrowsable ?? true,
            IsSerializable = attribute?.IsSerializable ?? true,
            PropertyInfo = propertyInfo,
            ValueGetter = activity => propertyInfo.GetValue(activity),
            ValueSetter = (activity, value) => propertyInfo.SetValue(activity, value),
        });
    }

    private async Task<IDictionary<string, object>?> UISpecificationsAsync(
        PropertyInfo property, InputAttribute attribute, string hint, Type type, CancellationToken cancellationToken)
    {
        var specifications = new Dictionary<string, object>();
        if (UIHint.Items(attribute.Options, type) is { } items)
            specifications[hint] = items;
        var handlers = (attribute.UIHandlers ?? []).Concat(attribute.UIHandler is { } single ? [single] : [])
            .Select(t => (IPropertyUIHandler)ActivatorUtilities.GetServiceOrCreateInstance(services, t));
        foreach (var handler in handlers.OrderBy(h => h.Priority))
        {
            foreach (var (key, value) in await handler.GetUIPropertiesAsync(property, null, cancellationToken))
                specifications[key] = value;
        }

        return specifications.Count > 0 ? specifications : null;
    }

    private static IEnumerable<Port> Ports(Type type)
    {
        var embedded = Properties(type)
            .Where(p => typeof(IActivity).IsAssignableFrom(p.PropertyType) && p.GetCustomAttribute<PortAttribute>() is not null)
            .Select(p => new Port
            {
                Name = p.GetCustomAttribute<PortAttribute>()!.Name ?? p.Name,
                DisplayName = p.GetCustomAttribute<PortAttribute>()!.DisplayName ?? Humane.Words(p.Name),
                Type = PortType.Embedded,
                IsBrowsable = p.GetCustomAttribute<BrowsableAttribute>() is null or { Browsable: true },
            });
        var outcomes = type.GetCustomAttribute<FlowNodeAttribute>()?.Outcomes ?? ["Done"];
        return embedded.Concat(outcomes.Select(o => new Port { Name = o, DisplayName = o, Type = PortType.Flow }));
    }

    private static PropertyInfo[] Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
}
