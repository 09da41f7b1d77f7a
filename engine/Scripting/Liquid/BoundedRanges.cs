using Fluid;
using Fluid.Ast;
using Fluid.Values;
using LiquidExpression = Fluid.Ast.Expression;

namespace Pipeline.Engine.Scripting.Liquid;

/// <summary>Replaces ranges by ones that are counted before they are made: <c>(1..1000000000)</c> would fill the memory in one step.</summary>
internal sealed class BoundedRanges : AstRewriter
{
    protected override LiquidExpression VisitRangeExpression(RangeExpression rangeExpression) => new BoundedRange(rangeExpression);

    private sealed class BoundedRange(RangeExpression range) : LiquidExpression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var (from, to) = (await range.From.EvaluateAsync(context), await range.To.EvaluateAsync(context));
            return Math.Abs(to.ToNumberValue() - from.ToNumberValue()) < ScriptLimits.MaxItems
                ? await range.EvaluateAsync(context)
                : throw new ScriptException($"The range has more than {ScriptLimits.MaxItems} numbers.");
        }
    }
}
