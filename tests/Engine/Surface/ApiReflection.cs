using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pipeline.Tests.Engine.Surface;

/// <summary>Our API: renders reflected types in the comparable form of the file.</summary>
internal static class ApiReflection
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly string[] Plumbing = ["Equals", "GetHashCode", "ToString", "Deconstruct", "PrintMembers", "EqualityContract", "<Clone>$"];

    public static bool IsVisible(Type type) =>
        !type.Name.Contains('<', StringComparison.Ordinal) && (type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!) : type.IsPublic);

    public static ApiType Render(Type type)
    {
        var suffix = type.IsGenericTypeDefinition ? $"`{type.GetGenericArguments().Length}" : "";
        var key = $"{type.Namespace}.{TypeText.Name(type)}{suffix}";
        if (type.IsEnum)
            return new ApiType(key, "enum", "", [], Enum.GetNames(type).Select(name => new ApiMember($"{name}={Convert.ToInt64(Enum.Parse(type, name), null)}", name, true, false, false)).ToList());
        if (type.BaseType == typeof(MulticastDelegate))
            return new ApiType(key, "delegate", Method(type.GetMethod("Invoke")!, TypeText.Name(type)).Signature, [], []);
        return new ApiType(key, Kind(type), TypeText.Constraints(type.GetGenericArguments()), Bases(type), Members(type).ToList());
    }

    private static string Kind(Type type)
    {
        if (type.IsInterface)
            return "interface";
        if (type.IsValueType)
            return "struct";
        var record = type.GetMethod("<Clone>$") is { } clone && clone.DeclaringType == type ? "record" : "class";
        return (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static class",
            (true, false) => $"abstract {record}",
            (false, true) => $"sealed {record}",
            _ => record
        };
    }

    private static List<string> Bases(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var direct = type.GetInterfaces().Where(item => !inherited.Contains(item) && !IsEquatable(item)).ToList();
        direct.RemoveAll(item => direct.Any(other => other != item && other.GetInterfaces().Contains(item)));
        var bases = direct.Where(IsVisible).Select(TypeText.Of).ToList();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            bases.Insert(0, TypeText.Of(parent));
        return bases;
    }

    private static bool IsEquatable(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEquatable<>);

    private static IEnumerable<ApiMember> Members(Type type)
    {
        foreach (var constructor in type.GetConstructors(Own).Where(item => IsVisible(item) && !item.IsStatic && !IsCopy(item)))
            yield return new ApiMember($"ctor({Parameters(constructor)})", "ctor", false, !constructor.IsPublic, false);
        foreach (var field in type.GetFields(Own).Where(item => item.IsPublic || item.IsFamily || item.IsFamilyOrAssembly))
            yield return Field(field);
        foreach (var property in type.GetProperties(Own).Where(item => item.GetAccessors(true).Any(IsVisible) && !Plumbing.Contains(item.Name) && !IsOverride(item.GetAccessors(true)[0])))
            yield return Property(property);
        foreach (var method in type.GetMethods(Own).Where(item => IsVisible(item) && !item.IsSpecialName && !Plumbing.Contains(item.Name) && !IsOverride(item)))
            yield return Method(method, method.Name);
    }

    private static bool IsVisible(MethodBase method) => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !method.Name.StartsWith('<');

    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition() != method;

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType && constructor.DeclaringType!.GetMethod("<Clone>$") is not null;

    private static ApiMember Field(FieldInfo field)
    {
        var value = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "";
        return new ApiMember($"{TypeText.Of(field.FieldType)} {field.Name}{value}", field.Name, field.IsStatic, !field.IsPublic, false);
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, null)!
    };

    private static ApiMember Property(PropertyInfo property)
    {
        var accessors = new List<string>();
        if (property.GetMethod is { } getter && IsVisible(getter))
            accessors.Add("get");
        if (property.SetMethod is { } setter && IsVisible(setter))
            accessors.Add(setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set");
        var any = property.GetAccessors(true).First(IsVisible);
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        return new ApiMember($"{TypeText.Of(property.PropertyType)} {name}", property.Name, any.IsStatic, !any.IsPublic, IsVirtual(any), string.Join(' ', accessors));
    }

    private static ApiMember Method(MethodInfo method, string name)
    {
        var generic = method.IsGenericMethod ? method.GetGenericArguments() : [];
        if (method.DeclaringType is { BaseType: { } parent, IsGenericTypeDefinition: true } owner && parent == typeof(MulticastDelegate))
            generic = owner.GetGenericArguments();
        var arguments = generic.Length == 0 ? "" : $"<{string.Join(", ", generic.Select(TypeText.Of))}>";
        var self = method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "";
        return new ApiMember($"{TypeText.Of(method.ReturnType)} {name}{arguments}({self}{Parameters(method)}){TypeText.Constraints(generic)}",
            name, method.IsStatic, !method.IsPublic, IsVirtual(method));
    }

    private static bool IsVirtual(MethodInfo method) =>
        method is { IsVirtual: true, IsFinal: false } && !method.DeclaringType!.IsInterface && !method.DeclaringType.IsSealed;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var modifier = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute), false) => "params ",
            _ => ""
        };
        return modifier + TypeText.Of(parameter.ParameterType);
    }
}
