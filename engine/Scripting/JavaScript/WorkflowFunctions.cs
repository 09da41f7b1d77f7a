using Jint;
using Jint.Native;
using Jint.Runtime.Interop;
using JsEngine = Jint.Engine;

namespace Pipeline.Engine.Scripting.JavaScript;

/// <summary>Elsa's functions in scripts, but those that read the host's configuration or files.</summary>
internal static class WorkflowFunctions
{
    public static void Add(JsEngine engine, ScriptValues values, ExpressionExecutionContext context, ScriptWrites writes)
    {
        Define("getInput", arguments => context.GetInput(Text(arguments, 0) ?? ""));
        Define("getOutputFrom", arguments => context.GetOutput(Text(arguments, 0) ?? "", Text(arguments, 1)));
        Define("getLastResult", _ => context.GetLastResult());
        Define("getWorkflowInstanceId", _ => Workflow().Id);
        Define("getWorkflowInstanceName", _ => writes.Name);
        Define("setWorkflowInstanceName", arguments => Do(() => writes.Name = Text(arguments, 0)));
        Define("getWorkflowDefinitionId", _ => Workflow().Workflow.Identity.DefinitionId);
        Define("getWorkflowDefinitionVersionId", _ => Workflow().Workflow.Identity.Id);
        Define("getWorkflowDefinitionVersion", _ => Workflow().Workflow.Identity.Version);
        Define("getCorrelationId", _ => writes.CorrelationId);
        Define("setCorrelationId", arguments => Do(() => writes.CorrelationId = Text(arguments, 0)));
        Define("isNullOrEmpty", arguments => string.IsNullOrEmpty(Text(arguments, 0)));
        Define("isNullOrWhiteSpace", arguments => string.IsNullOrWhiteSpace(Text(arguments, 0)));
        Define("newGuid", _ => Guid.NewGuid().ToString());
        Define("newGuidString", _ => Guid.NewGuid().ToString());
        Define("newShortGuid", _ => Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        Define("parseGuid", arguments => Guid.TryParse(Text(arguments, 0), out var id) ? id.ToString() : null);
        engine.SetValue("toJson", engine.Evaluate("JSON.stringify"));

        WorkflowExecutionContext Workflow() => context.GetWorkflowExecutionContext();

        void Define(string name, Func<JsValue[], object?> body) =>
            engine.SetValue(name, new ClrFunction(engine, name, (_, arguments) => values.ToScript(body(arguments))));
    }

    private static object? Do(Action action)
    {
        action();
        return null;
    }

    private static string? Text(JsValue[] arguments, int index) =>
        index < arguments.Length && !arguments[index].IsNull() && !arguments[index].IsUndefined() ? arguments[index].ToString() : null;
}
