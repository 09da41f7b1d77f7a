using Elsa.Workflows.Runtime.Exceptions;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Definitions;

/// <summary>What definitions refuse, as bad input.</summary>
internal static class DefinitionFaults
{
    /// <summary>That there is no such definition.</summary>
    public static InputException Missing(string id, VersionChoice choice) => new(choice.Rule == VersionRule.Number
        ? $"There is no version {choice.Number} of a definition '{id}'. 'pipeline definitions list' lists the definitions."
        : $"There is no definition '{id}'. 'pipeline definitions list' lists those there are.");

    /// <summary>Does something with definitions.</summary>
    /// <exception cref="InputException">It was refused.</exception>
    public static async Task<T> AsInput<T>(Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (InvalidDefinitionException e)
        {
            throw new InputException([.. e.Faults.Select(f => f.ToString())]);
        }
        catch (Exception e) when (e is DefinitionRefusedException or WorkflowDefinitionNotFoundException)
        {
            throw new InputException(e.Message);
        }
    }
}
