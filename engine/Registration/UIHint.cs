using System.Collections;
using Elsa.Workflows.UIHints;

namespace Pipeline.Engine.Registration;

/// <summary>Chooses the designer's editor of an input that names none, and the items of a list.</summary>
internal static class UIHint
{
    public static string For(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(bool) => InputUIHints.Checkbox,
            _ when plain.IsEnum => InputUIHints.DropDown,
            _ when plain == typeof(Type) => InputUIHints.TypePicker,
            _ when plain == typeof(DateTime) || plain == typeof(DateTimeOffset) => InputUIHints.DateTimePicker,
            _ when plain != typeof(string) && typeof(IEnumerable).IsAssignableFrom(plain) => InputUIHints.MultiText,
            _ => InputUIHints.SingleLine,
        };
    }

    /// <summary>The choices, from the attribute or the members of an enumeration; null when there are none.</summary>
    public static object? Items(object? options, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var choices = options as IEnumerable ?? (plain.IsEnum ? Enum.GetNames(plain) : null);
        return choices is null
            ? null
            : new Dictionary<string, object> { ["items"] = choices.Cast<object>().Select(c => new { Text = Humane.Words($"{c}"), Value = $"{c}" }).ToList() };
    }
}
