namespace Pipeline.Tests.Unit.Gaudi;

/// <summary>Output that no tool should print and some do.</summary>
public static class HostileOutput
{
    public static TheoryData<string> All =>
    [
        "",
        "\n\r\n\r",
        "\e[31m",
        "accel0\r\n3 ports up (8, 2",
        "0, 3, 0000:19:00.0, HL-2",
        "99999999999999999999, 3, x, HL-225, u, 99999999999999999999 MiB, 1 MiB, v",
        "port 99999999999999999999: UP",
        " 99999999999.0/99999999999999.0 HPU\nNode status\nActive:\n 99999999999 node_a",
        "99999999999999 habanalabs network interfaces were toggled up",
        "Stopped all 99999999999999 Ray processes.",
        "Batch finished: 99999999999999/0 samples done; ETA: 99999999999999 min\n[Warmup][x][1/0]\n[Warmup][x][99999999999/99999999999]\n9/4 Q\n",
        "\0\u0001\uFFFD\uD800(((",
        "{\"data\":[],\"choices\":[]}",
        "[1]",
        "null",
        new string('|', 20_000),
    ];
}
