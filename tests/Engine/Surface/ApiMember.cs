namespace Pipeline.Tests.Engine.Surface;

/// <summary>One member in comparable form.</summary>
/// <param name="Signature">Everything that must be equal: return type, name, type parameters, parameter types.</param>
/// <param name="Name">Its bare name, for finding the nearest.</param>
/// <param name="IsStatic">Whether it is static (constants are).</param>
/// <param name="IsProtected">Whether only derived types see it.</param>
/// <param name="IsVirtual">Whether derived types may override it; ours may allow less.</param>
/// <param name="Accessors">Of a property: <c>get</c>, <c>init</c>, <c>set</c>; ours may have fewer.</param>
internal sealed record ApiMember(string Signature, string Name, bool IsStatic, bool IsProtected, bool IsVirtual, string Accessors = "")
{
    /// <summary>Whether code that compiles against this member also compiles against <paramref name="real"/>.</summary>
    public bool IsCoveredBy(ApiMember real) =>
        Signature == real.Signature && IsStatic == real.IsStatic && (IsProtected || !real.IsProtected) && (!IsVirtual || real.IsVirtual)
        && Accessors.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(real.Allows);

    private bool Allows(string accessor) =>
        Accessors.Split(' ').Contains(accessor) || (accessor == "init" && Accessors.Split(' ').Contains("set"));

    public override string ToString() =>
        $"{(IsProtected ? "protected " : "")}{(IsStatic ? "static " : "")}{(IsVirtual ? "virtual " : "")}{Signature}{(Accessors.Length > 0 ? $" {{ {Accessors} }}" : "")}";
}
