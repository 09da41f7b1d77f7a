using Fluid;
using Fluid.Values;

namespace Pipeline.Engine.Scripting.Liquid;

/// <summary>An object whose members are looked up by name.</summary>
internal sealed class NamedValues(Func<string, FluidValue> find) : FluidValue
{
    public override FluidValues Type => FluidValues.Object;

    public override bool Equals(FluidValue other) => ReferenceEquals(this, other);

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0;

    public override string ToStringValue() => "";

    public override object ToObjectValue() => this;

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) => ValueTask.FromResult(find(name));

    public override ValueTask<FluidValue> GetIndexAsync(FluidValue index, TemplateContext context) => GetValueAsync(index.ToStringValue(), context);
}
