namespace Pipeline.Tests.Engine.Scripting;

public sealed class Liquid_expressions
{
    [Theory]
    [InlineData("Hello {{ Input.who | upcase }}", "Hello YOU")]
    [InlineData("{{ Variables.count | plus: 1 }}", "2")]
    [InlineData("{% for i in Variables.list %}[{{ i }}]{% endfor %}", "[1]")]
    [InlineData("{{ CorrelationId }} {{ Variables.nobody }}", "c1 ")]
    [InlineData("{{ 'a,b' | split: ',' | join: '+' }}", "a+b")]
    [InlineData("{{ 'aa' | replace: 'a', 'b' | append: 'c' | prepend: 'd' }}", "dbbc")]
    public async Task A_template_gives_its_text(string template, string text) => (await Scripts.ValueAsync("Liquid", template)).ShouldBe(text);
}
