using Pipeline.Activities.Gaudi.Cards;

namespace Pipeline.Tests.Unit.Simulator;

public sealed class CardToolTests
{
    private const string Fields = "index,module_id,bus_id,name,uuid,memory.total,memory.used,driver_version";

    [Fact]
    public void Query_answers_one_line_a_card_as_documented()
    {
        using Lab lab = new(nodes: 1);
        Answer answer = lab.Run(1, "hl-smi", "-Q", Fields, "-f", "csv,noheader");
        answer.ExitCode.ShouldBe(0);
        answer.Lines.Length.ShouldBe(8);
        answer.Lines[0].ShouldBe("0, 3, 0000:19:00.0, HL-225, 01P0-HL2080A0-15-TF8A81-09-07-09, 98304 MiB, 768 MiB, 1.24.1-3bf9e81");
    }

    [Fact]
    public void Product_reads_the_query_of_both_generations()
    {
        foreach (string device in (string[])["gaudi2", "gaudi3"])
        {
            using Lab lab = new(nodes: 1, device);
            Answer answer = lab.Run(1, "hl-smi", "-Q", Fields, "-f", "csv,noheader");
            HlSmi.Parse(answer.Output, answer.ExitCode).Value.ShouldNotBeNull().Cards.Count.ShouldBe(8);
        }
    }

    [Fact]
    public void Header_and_units_follow_the_format()
    {
        using Lab lab = new(nodes: 1);
        lab.Run(1, "hl-smi", "-Q", "name,memory.used,power.draw", "-f", "csv,nounits").Lines[..2]
            .ShouldBe(["name, memory.used [MiB], power.draw [W]", "HL-225, 768, 84"]);
    }

    [Fact]
    public void An_unknown_field_is_refused()
    {
        using Lab lab = new(nodes: 1);
        Answer answer = lab.Run(1, "hl-smi", "-Q", "link_status", "-f", "csv");
        answer.ExitCode.ShouldBe(1);
        answer.Error.ShouldContain("link_status");
    }

    [Fact]
    public void A_missing_card_is_not_listed_and_has_no_interfaces()
    {
        using Lab lab = new();
        lab.Node(1).InjectFault("card-missing:gaudi-2:3");
        lab.Run(2, "hl-smi", "-Q", "index", "-f", "csv,noheader").Lines.ShouldBe(["0", "1", "2", "4", "5", "6", "7"]);
        lab.Run(2, "manage_network_ifs.sh", "--status").Lines.ShouldContain("accel3 doesn't exist");
        lab.Run(1, "hl-smi", "-Q", "index", "-f", "csv,noheader").Lines.Length.ShouldBe(8);
    }

    [Fact]
    public void A_node_has_168_internal_links_up()
    {
        using Lab lab = new(nodes: 1);
        lab.Run(1, "hl-smi", "-n", "link").Lines.Count(line => line.EndsWith("UP", StringComparison.Ordinal)).ShouldBe(168);
        lab.Run(1, "hl-smi", "-n", "ports", "-i", "0000:19:00.0").Lines.Where(line => line.EndsWith("external", StringComparison.Ordinal))
            .ShouldBe(["port 8: external", "port 22: external", "port 23: external"]);
    }

    [Fact]
    public void Step_0_answers_by_its_exit_code()
    {
        using Lab two = new(nodes: 1), three = new(nodes: 1, "gaudi3");
        foreach (Lab lab in (Lab[])[two, three]) File.WriteAllText(Path.Combine(lab.Workspace, "step-0-detect-device.py"), "");
        two.Run(1, "python3", "step-0-detect-device.py").ExitCode.ShouldBe(2);
        three.Run(1, "python3", "step-0-detect-device.py").ExitCode.ShouldBe(3);
    }
}
