using Acornima.Ast;

namespace Pipeline.Engine.Scripting.JavaScript;

/// <summary>Finds literals such as <c>2n</c>: with them one operator can take for ever (<c>9n ** 99999999n</c>).</summary>
internal static class BigIntegers
{
    public static bool In(Node root)
    {
        var open = new Stack<Node>([root]);
        while (open.TryPop(out var node))
        {
            if (node is BigIntLiteral)
                return true;
            foreach (var child in node.ChildNodes)
                open.Push(child);
        }

        return false;
    }
}
