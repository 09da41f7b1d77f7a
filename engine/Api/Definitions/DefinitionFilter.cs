using Elsa.Workflows.Runtime.Exceptions;
using Microsoft.AspNetCore.Http;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Runtime.Intake;

namespace Pipeline.Engine.Api.Definitions;

/// <summary>Turns what the definitions refuse into answers.</summary>
internal sealed class DefinitionFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (InvalidDefinitionException e)
        {
            return ApiAnswers.Refuse([.. e.Faults.Select(fault => fault.ToString())]);
        }
        catch (DefinitionRefusedException e)
        {
            return ApiAnswers.Refuse(e.Message);
        }
        catch (ActivationRefusedException e)
        {
            return ApiAnswers.Conflict(e.Message);
        }
        catch (WorkflowDefinitionNotFoundException)
        {
            return Results.NotFound();
        }
    }
}
