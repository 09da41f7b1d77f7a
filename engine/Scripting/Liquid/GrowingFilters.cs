using Fluid;
using Fluid.Values;

namespace Pipeline.Engine.Scripting.Liquid;

/// <summary>The filters whose result can be much longer than what they are given.</summary>
internal static class GrowingFilters
{
    public static void Add(FilterCollection filters)
    {
        filters.AddFilter("replace", (input, arguments, context) =>
        {
            var (text, what, with) = (input.ToStringValue(), arguments.At(0).ToStringValue(), arguments.At(1).ToStringValue());
            if (what.Length == 0)
                return new StringValue(text);
            Expect((long)text.Length / what.Length * with.Length + text.Length);
            return new StringValue(text.Replace(what, with, StringComparison.Ordinal));
        });
        filters.AddFilter("append", (input, arguments, context) =>
        {
            var (text, more) = (input.ToStringValue(), arguments.At(0).ToStringValue());
            Expect((long)text.Length + more.Length);
            return new StringValue(text + more);
        });
        filters.AddFilter("prepend", (input, arguments, context) =>
        {
            var (text, more) = (input.ToStringValue(), arguments.At(0).ToStringValue());
            Expect((long)text.Length + more.Length);
            return new StringValue(more + text);
        });
        filters.AddFilter("join", (input, arguments, context) =>
        {
            var between = arguments.At(0).ToStringValue();
            var parts = new List<string>();
            long length = 0;
            foreach (var item in input.Enumerate(context))
            {
                parts.Add(item.ToStringValue());
                Expect(length += parts[^1].Length + between.Length);
            }

            return new StringValue(string.Join(between, parts));
        });
    }

    private static void Expect(long length)
    {
        if (length > ScriptLimits.MaxText)
            throw new ScriptException($"The template makes a text of more than {ScriptLimits.MaxText} characters.");
    }
}
