using Pipeline.Activities.Gaudi.Cards;
using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Tests.Unit.Gaudi.Cards;

public class HlSmiTests
{
    [Fact]
    public void Eight_idle_cards_are_read_in_index_order()
    {
        var node = HlSmi.Parse(Lines(7, 6, 5, 4, 3, 2, 1, 0), 0).Value.ShouldNotBeNull();
        node.Cards.Select(card => card.Index).ShouldBe(Enumerable.Range(0, 8));
        node.Device.ShouldBe(DeviceType.Gaudi2);
        node.Busy.ShouldBeEmpty();
        node.Cards[3].ShouldBe(new Card(3, 4, "0000:19:00.0", "HL-225", "01P0-HL2080A0-15-TF8A81-09-07-06", 98304, 768, "1.24.1-3bf9e81"));
    }

    [Fact]
    public void Missing_cards_are_named()
    {
        var failure = HlSmi.Parse(Lines(0, 1, 2, 4, 5, 6), 0).Failure.ShouldNotBeNull();
        failure.Kind.ShouldBe(FailureKind.Hardware);
        failure.Summary.ShouldBe("6 of 8 cards found; missing: accel3, accel7.");
    }

    [Fact]
    public void A_card_without_module_id_failed_to_come_up() =>
        HlSmi.Parse(Lines(0).Replace("0, 1,", "0, N/A,", StringComparison.Ordinal), 0, 1).Failure!.Summary.ShouldContain("failed to come up");

    [Fact]
    public void A_foreign_process_makes_a_card_busy() =>
        HlSmi.Parse(Lines(0).Replace("768 MiB", "2040 MiB", StringComparison.Ordinal), 0, 1).Value!.Busy.ShouldHaveSingleItem();

    [Theory]
    [InlineData("bash: hl-smi: command not found\n", 127, "hl-smi is not installed.")]
    [InlineData("The habanalabs driver is not loaded\r\n", 1, "The Gaudi driver is not loaded.")]
    [InlineData("", 3, "hl-smi printed nothing (exit code 3).")]
    [InlineData("hello", 0, "Unrecognised output of hl-smi.")]
    public void A_node_without_working_tool_is_explained(string output, int exitCode, string summary) =>
        HlSmi.Parse(output, exitCode).Failure!.Summary.ShouldBe(summary);

    [Fact]
    public void The_table_shows_versions_cards_and_processes()
    {
        const string table = """
            | HL-SMI Version:                              hl-1.20.0-fw-58.1.1.1          |
            | Driver Version:                                     1.20.0-bd87f71          |
            | Nic Driver Version:                                 1.20.0-e4fe12d          |
            |   0  HL-225              N/A  | 0000:43:00.0     N/A |                   0  |
            | N/A   30C   N/A    84W / 600W |    768MiB / 98304MiB |     0%           N/A |
            |   6  HL-225              N/A  | 44:00.0          N/A |                   0  |
            | N/A   28C   N/A    87W / 600W |   2040MiB / 98304MiB |     0%           N/A|
            |   0        N/A   N/A    N/A                                      N/A        |
            |   6        20    c      custom process                           2040MiB    |
            """;
        var read = HlSmiTable.Parse(table, 0).Value.ShouldNotBeNull();
        (read.ToolVersion, read.DriverVersion).ShouldBe(("hl-1.20.0-fw-58.1.1.1", "1.20.0-bd87f71"));
        read.Cards.ShouldBe([new(0, "HL-225", "0000:43:00.0", 768, 98304), new(6, "HL-225", "0000:44:00.0", 2040, 98304)]);
        read.Processes.ShouldBe([new(6, 20, "custom process")]);
    }

    [Theory]
    [InlineData("gaudi2", "g2")]
    [InlineData("G3", "g3")]
    [InlineData("GAUDI2D", "g2")]
    [InlineData("HL-225D", "g2")]
    [InlineData("HL-288", "g2")]
    [InlineData("HL-325L", "g3")]
    [InlineData("HL-205", null)]
    [InlineData("gaudi", null)]
    [InlineData(null, null)]
    public void Device_names_map_to_generations(string? name, string? expected) => (DeviceType.Find(name)?.ShortName).ShouldBe(expected);

    [Fact]
    public void A_resetting_card_is_worth_waiting_for_and_a_broken_one_is_not()
    {
        var path = "/sys/class/accel/accel0/device/status:";
        CardStatus.Parse($"{path}Operational\n", 0).Value!.Judge().ShouldBeNull();
        CardStatus.Parse($"{path}In reset\n", 0).Value!.Judge()!.Kind.ShouldBe(FailureKind.Transient);
        CardStatus.Parse($"{path}Malfunction\n", 0).Value!.Judge()!.Summary.ShouldContain("accel0 (Malfunction)");
    }

    private static string Lines(params int[] indexes) => string.Concat(indexes.Select(index =>
        $"{index}, {index + 1}, 0000:19:00.0, HL-225, 01P0-HL2080A0-15-TF8A81-09-07-06, 98304 MiB, 768 MiB, 1.24.1-3bf9e81\n"));
}
