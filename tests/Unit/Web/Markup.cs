using Pipeline.Host.Web.Pages;

namespace Pipeline.Tests.Unit.Web;

public sealed class Markup
{
    [Fact]
    public void Values_are_text_unless_they_are_markup()
    {
        var name = "<b onclick='x'>\"&";

        Html.Of($"""<p title="{name}">{name}{Html.Of($"<i>{1}</i>")}{new[] { new Html("<br>") }}</p>""").Text
            .ShouldBe("""<p title="&lt;b onclick=&#x27;x&#x27;&gt;&quot;&amp;">&lt;b onclick=&#x27;x&#x27;&gt;&quot;&amp;<i>1</i><br></p>""");
    }
}
