using System.Reflection;
using Elsa.Workflows.UIHints;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Engine.Registration;

/// <summary>What an input's editor is given: the choices of a list, and what the input's handlers add.</summary>
internal static class UISpecificationBuilder
{
    public static async Task<IDictionary<string, object>> BuildAsync(
        IServiceProvider services,
        PropertyInfo property,
        InputAttribute attribute,
        Type type,
        CancellationToken cancellationToken)
    {
        var specifications = new Dictionary<string, object>();
        if (Choices(attribute, Nullable.GetUnderlyingType(type) ?? type) is { } choices)
        {
            var items = choices.Select(choice => new Dictionary<string, object> { ["text"] = choice, ["value"] = choice }).ToList();
            switch (attribute.UIHint ?? UIHintDefaults.Of(type))
            {
                case InputUIHints.DropDown:
                    specifications["dropdown"] = new Dictionary<string, object> { ["selectList"] = new Dictionary<string, object> { ["items"] = items } };
                    break;
                case InputUIHints.CheckList:
                    specifications["checklist"] = new Dictionary<string, object> { ["checkList"] = new Dictionary<string, object> { ["items"] = items } };
                    break;
                case InputUIHints.RadioList:
                    specifications["radiolist"] = new Dictionary<string, object> { ["radioList"] = new Dictionary<string, object> { ["items"] = items } };
                    break;
            }
        }

        Type?[] handlerTypes = [attribute.UIHandler, .. attribute.UIHandlers ?? []];
        foreach (var handler in handlerTypes.OfType<Type>().Select(handler => (IPropertyUIHandler)ActivatorUtilities.GetServiceOrCreateInstance(services, handler)).OrderBy(handler => handler.Priority))
        {
            foreach (var (key, value) in await handler.GetUIPropertiesAsync(property, null, cancellationToken))
                specifications[key] = value;
        }

        return specifications;
    }

    private static IEnumerable<string>? Choices(InputAttribute attribute, Type type) =>
        attribute.Options is IEnumerable<string> options ? options : type.IsEnum ? Enum.GetNames(type) : null;
}
