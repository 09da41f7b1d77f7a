using Elsa.Workflows.UIHints;

namespace Pipeline.Engine.Registration;

/// <summary>The editor for an input whose attribute names none.</summary>
internal static class UIHintDefaults
{
    public static string Of(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(bool))
            return InputUIHints.Checkbox;
        if (plain == typeof(Variable))
            return InputUIHints.VariablePicker;
        if (plain.IsEnum)
            return InputUIHints.DropDown;
        if (plain != typeof(string) && typeof(System.Collections.IDictionary).IsAssignableFrom(plain))
            return InputUIHints.Dictionary;
        return plain != typeof(string) && typeof(IEnumerable<string>).IsAssignableFrom(plain) ? InputUIHints.MultiText : InputUIHints.SingleLine;
    }
}
