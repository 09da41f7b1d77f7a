using Pipeline.Engine.Scripting;

namespace Pipeline.Tests.Engine.Scripting;

/// <summary>Expressions that would harm the host end as an incident of their run.</summary>
public sealed class Attacks_in_expressions
{
    // The time limit is what most of these run into: a short one keeps the suite short.
    private static readonly ScriptLimits Limits = new() { Time = TimeSpan.FromSeconds(0.3), Regex = TimeSpan.FromSeconds(0.2) };

    public static TheoryData<string, string> JavaScript => new()
    {
        { "while (true) {}", "not done after 0.3 s" },
        // The attack: whatever ends the inner loop is caught by the script, which goes on.
        { "for (;;) { try { while (true) {} } catch { } }", "not done after 0.3 s" },
        { "let a = []; while (true) a.push(new Array(1000).fill('x'))", "" },
        { "let s = 'x'; while (true) s += s", "" },
        { "'x'.repeat(2 ** 30)", "longer than" },
        { "'x'.padEnd(2 ** 30)", "longer than" },
        { "'x'.repeat(1e6).replaceAll('x', 'y'.repeat(1e6))", "longer than" },
        { "'x'.repeat(1e6).replace(/x/g, \"$`\")", "longer than" },
        { "new Array(2 ** 31).fill(0)", "" },
        { "new Array(2e5).fill('x'.repeat(1e6)).join()", "" },
        { "Array.prototype.forEach.call({ length: 2 ** 53 - 1 }, x => x)", "more than" },
        { "Array.from({ length: 2 ** 32 })", "more than" },
        { "let a = [1]; for (let i = 0; i < 60; i++) a = [a, a]; a.flat(Infinity)", "" },
        { "let a = [1]; for (let i = 0; i < 60; i++) a = [a, a]; JSON.stringify(a)", "" },
        { "let a = [1]; for (let i = 0; i < 60; i++) a = [a, a]; a", "" },
        { "const f = () => f(); f()", "calls itself" },
        { "const o = {}; o.toString = () => `${o}`; `${o}`", "" },
        { "let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; JSON.stringify(o)", "" },
        { "JSON.parse('['.repeat(1e6))", "" },
        { "JSON.parse('[' + '1,'.repeat(2e6) + '1]')", "" },
        { "/(a+)+$/.test('a'.repeat(40) + 'b')", "not done after" },
        { "new RegExp('(' + '(a|b)*'.repeat(500) + ')*c').test('ab'.repeat(5000))", "" },
        { "System.IO.File.ReadAllText('/etc/passwd')", "System is not defined" },
        { "importNamespace('System')", "importNamespace is not defined" },
        { "''.GetType().Assembly", "" },
        { "getInput.constructor('return this')()", "" },
        { "(async () => {}).constructor('while (true) {}')()", "" },
        { "eval('1')", "eval is not defined" },
        { "new ArrayBuffer(2 ** 31)", "ArrayBuffer is not defined" },
        { "new Proxy({}, { get: (t, k, r) => r[k] }).x", "" },
        { "new Promise(() => {})", "" },
        { "(async () => { await null; while (true) {} })()", "not done after" },
        { "variables.list.constructor.constructor('return 1')()", "" },
        { "function* g() { while (true) yield 1 } [...g()]", "" },
        { "Symbol('x')", "" },
        { "(() => 1)", "no value" },
    };

    public static TheoryData<string, string> Liquid => new()
    {
        { "{% for i in (1..1000000000) %}{% endfor %}", "more than 200000 numbers" },
        { "{% assign n = 1000000000 %}{% assign r = (1..n) %}{{ r | size }}", "more than 200000 numbers" },
        { "{% for i in (1..90000) %}{% for j in (1..90000) %}x{% endfor %}{% endfor %}", "" },
        { "{% assign a = 'xxxxxxxxxx' %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}", "more than" },
        { "{% assign a = 'xxxxxxxxxx' %}{% for i in (1..40) %}{% assign a = a | replace: 'x', a %}{% endfor %}", "more than" },
        { "{% assign a = 'x' %}{% for i in (1..40) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}", "" },
        { "{{ '/etc/passwd' | include }}{% include '/etc/passwd' %}", "" },
    };

    [Theory]
    [MemberData(nameof(JavaScript))]
    public async Task JavaScript_that_attacks_ends_as_an_incident(string script, string message) => (await Scripts.FaultAsync("JavaScript", script, Limits)).ShouldContain(message);

    [Theory]
    [MemberData(nameof(Liquid))]
    public async Task Liquid_that_attacks_ends_as_an_incident(string template, string message) => (await Scripts.FaultAsync("Liquid", template, Limits)).ShouldContain(message);

    [Theory]
    [InlineData("JavaScript", "(")]
    [InlineData("JavaScript", "[")]
    [InlineData("JavaScript", "{")]
    [InlineData("JavaScript", "!")]
    [InlineData("JavaScript", "a=>")]
    [InlineData("JavaScript", "a?a:")]
    [InlineData("JavaScript", "if(1)")]
    [InlineData("JavaScript", "typeof ")]
    [InlineData("JavaScript", "a=")]
    [InlineData("JavaScript", "new ")]
    [InlineData("JavaScript", "a**")]
    [InlineData("JavaScript", "`${")]
    [InlineData("JavaScript", "x:")]
    [InlineData("JavaScript", "1+")]
    [InlineData("JavaScript", "a.b", ".b")]
    [InlineData("JavaScript", "nope", ",a")]
    [InlineData("Liquid", "{% if a %}")]
    [InlineData("Liquid", "{%- unless a -%}")]
    [InlineData("Liquid", "{% if a ", "and a ")]
    [InlineData("Liquid", "{{ a ", "| append: a ")]
    [InlineData("Liquid", "{% assign a = a", "[a")]
    [InlineData("Liquid", "{% liquid if a %}")]
    public async Task Source_that_nests_as_deep_as_it_may_be_long_does_no_harm(string type, string part, string? more = null)
    {
        more ??= part;
        var source = part + string.Concat(Enumerable.Repeat(more, (ScriptLimits.MaxSource / more.Length) - part.Length));
        (await Scripts.FaultAsync(type, source, Limits)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_long_source_is_refused() => (await Scripts.FaultAsync("JavaScript", new string(' ', ScriptLimits.MaxSource) + "1", Limits)).ShouldContain("characters");
}
