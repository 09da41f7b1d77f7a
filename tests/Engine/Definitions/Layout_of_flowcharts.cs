using Pipeline.Engine.Definitions.Layout;

namespace Pipeline.Tests.Engine.Definitions;

public sealed class Layout_of_flowcharts
{
    [Fact]
    public void A_chain_is_a_straight_line_from_left_to_right()
    {
        var drawing = LayeredDrawing.Of(4, [(0, 1), (1, 2), (2, 3)], 0);
        Enumerable.Range(0, 4).Select(drawing.LayerOf).ShouldBe([0, 1, 2, 3]);
        Enumerable.Range(0, 4).Select(drawing.RowOf).ShouldAllBe(row => row == 0);
    }

    [Fact]
    public void A_loop_leads_back_without_a_layer_of_its_own()
    {
        var drawing = LayeredDrawing.Of(3, [(0, 1), (1, 2), (2, 1), (1, 0)], 0);
        Enumerable.Range(0, 3).Select(drawing.LayerOf).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void Connections_that_need_not_cross_do_not()
    {
        // Named in an order that would cross.
        LayeredDrawing.Of(7, [(0, 1), (0, 2), (0, 3), (1, 6), (2, 5), (3, 4)], 0).Crossings.ShouldBe(0);
        LayeredDrawing.Of(6, [(0, 1), (1, 2), (2, 3), (0, 3), (1, 4), (4, 5), (3, 5)], 0).Crossings.ShouldBe(0);
    }

    [Fact]
    public void The_main_line_stays_level_and_what_passes_it_makes_way()
    {
        // 0 to 4 in a line, with a way around 2 and one from each to 5.
        var drawing = LayeredDrawing.Of(6, [(0, 1), (1, 2), (1, 3), (2, 3), (3, 4), (0, 5), (1, 5), (2, 5), (3, 5)], 0);
        Enumerable.Range(0, 5).Select(drawing.RowOf).ShouldAllBe(row => row == 0);
        var (way, failures) = (drawing.PointsOf(1, 3).ShouldNotBeNull().Single(), drawing.PointsOf(1, 5).ShouldNotBeNull());
        drawing.RowOf(way).ShouldBeLessThan(-0.5);
        failures.Select(drawing.RowOf).ShouldAllBe(row => row > 0.5);
        drawing.PointsOf(0, 5)!.TakeLast(failures.Count).ShouldBe(failures, "those that lead to the same node share their points");
    }

    [Fact]
    public void Nothing_that_leads_back_runs_through_a_node()
    {
        List<(int From, int To)> edges = [(0, 1), (1, 2), (2, 3), (1, 4), (3, 0), (2, 1), (4, 0)];
        var picture = FlowchartPicture.Of(LayeredDrawing.Of(5, edges, 0), edges, [180, 200, 300, 180, 180]);
        foreach (var edge in edges.Where(edge => picture.Nodes[edge.From].X >= picture.Nodes[edge.To].X))
        {
            var lane = picture.Bends[edge];
            lane.Count.ShouldBe(2);
            lane[0].X.ShouldBeGreaterThan(picture.Nodes[edge.From].X + picture.Nodes[edge.From].Width);
            lane[1].X.ShouldBeLessThan(picture.Nodes[edge.To].X);
            picture.Nodes.ShouldAllBe(node => lane[0].Y < node.Y || lane[0].Y > node.Y + node.Height || lane[0].X < node.X || lane[1].X > node.X + node.Width);
        }

        picture.Bends[(3, 0)][0].Y.ShouldBe(picture.Bends[(3, 0)][1].Y);
        picture.Bends.Values.SelectMany(bends => bends).ShouldAllBe(bend => bend.X % 20 == 0 && bend.Y % 20 == 0);
    }

    [Fact]
    public void Nodes_of_a_layer_never_overlap()
    {
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            var edges = Enumerable.Range(0, 30).Select(_ => (From: random.Next(20), To: random.Next(20))).Where(edge => edge.From != edge.To).Distinct().ToList();
            var drawing = LayeredDrawing.Of(20, edges, 0);
            foreach (var layer in Enumerable.Range(0, 20).GroupBy(drawing.LayerOf))
            {
                var rows = layer.Select(drawing.RowOf).Order().ToList();
                rows.Zip(rows.Skip(1), (upper, lower) => lower - upper).ShouldAllBe(gap => gap > 0.99);
            }
        }
    }
}
