namespace Pipeline.Engine.Scripting.Liquid;

/// <summary>Takes what a template writes, up to a length.</summary>
internal sealed class LimitedWriter(MemoryWatch memory) : StringWriter
{
    public override void Write(char value)
    {
        Expect(1);
        base.Write(value);
    }

    public override void Write(string? value)
    {
        Expect(value?.Length ?? 0);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Expect(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Expect(buffer.Length);
        base.Write(buffer);
    }

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(char value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return Task.CompletedTask;
    }

    private void Expect(int more)
    {
        if (GetStringBuilder().Length + (long)more > ScriptLimits.MaxText)
            throw new ScriptException($"The template writes more than {ScriptLimits.MaxText} characters.");
        memory.Check();
    }
}
