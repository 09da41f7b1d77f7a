namespace Elsa.Workflows.Activities;

/// <summary>The variables that an iteration sees; kept while the workflow is suspended.</summary>
internal static class LoopVariables
{
    public static Variable CurrentValue<T>(T value) => new Variable<T>("CurrentValue", value).WithWorkflowStorage();

    public static Variable CurrentIndex(int index) => new Variable<int>("CurrentIndex", index).WithWorkflowStorage();
}
