namespace Elsa.Workflows.UIHints;

/// <summary>The editors that the designer knows.</summary>
public static class InputUIHints
{
    public const string SingleLine = "singleline";
    public const string MultiLine = "multiline";
    public const string Checkbox = "checkbox";
    public const string CheckList = "checklist";
    public const string RadioList = "radiolist";
    public const string DropDown = "dropdown";
    public const string MultiText = "multitext";
    public const string CodeEditor = "code-editor";
    public const string ExpressionEditor = "expression-editor";
    public const string VariablePicker = "variable-picker";
    public const string WorkflowDefinitionPicker = "workflow-definition-picker";
    public const string OutputPicker = "output-picker";
    public const string OutcomePicker = "outcome-picker";
    public const string InputPicker = "input-picker";
    public const string TypePicker = "type-picker";
    public const string JsonEditor = "json-editor";
    public const string DynamicOutcomes = "dynamic-outcomes";
    public const string Dictionary = "dictionary";
    public const string DateTimePicker = "datetime-picker";
}
