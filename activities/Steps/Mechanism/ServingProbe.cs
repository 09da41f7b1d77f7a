using System.Globalization;
using System.Text.Json;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// Asks a server on its own node whether it is ready, then for one completion; and before it starts, whether its address is
/// vacant. With curl where there is one, else with Python, which is wherever vLLM is.
/// </summary>
internal static class ServingProbe
{
    private const string Python =
        "import sys, urllib.request as u; "
        + "r = u.Request(sys.argv[1], data=sys.argv[2].encode() if len(sys.argv) > 2 else None, headers={'Content-Type': 'application/json'}); "
        + "print(u.urlopen(r, timeout=300).read().decode())";

    private const string Connect =
        "import socket, sys\n"
        + "try: socket.create_connection((sys.argv[1], int(sys.argv[2])), 10)\n"
        + "except ConnectionRefusedError: sys.exit(0)\n"
        + "sys.exit(1)";

    /// <summary>Ends with 1 when something listens at the address, which would answer in the server's stead; with more when that cannot be told.</summary>
    public static ShellScript Vacancy(string address, int port) => ShellScript.Of(
        $$"""
          if command -v curl >/dev/null 2>&1; then
            curl -s -o /dev/null --noproxy '*' -m 10 {{string.Create(CultureInfo.InvariantCulture, $"http://{address}:{port}/")}}
            case $? in 7) ;; 6) exit 6 ;; *) exit 1 ;; esac # 7: nobody accepts connections; 6: no such host
          else
            python3 -c {{Connect}} {{address}} {{port.ToString(CultureInfo.InvariantCulture)}}
          fi
          """);

    /// <summary>Waits until the server is healthy, for so many minutes, then prints its completion.</summary>
    public static ShellScript Script(string url, string model, int minutes)
    {
        var health = $"{url}/health";
        var completions = $"{url}/v1/completions";
        var request = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["model"] = model,
            ["prompt"] = "The capital of France is",
            ["max_tokens"] = 16,
            ["temperature"] = 0,
        });
        return ShellScript.Of(
            $$"""
              fetch() {
                if command -v curl >/dev/null 2>&1; then
                  if [ $# -gt 1 ]; then curl -sS -f --noproxy '*' -m 300 -H 'Content-Type: application/json' -d "$2" "$1"; else curl -sS -f --noproxy '*' -m 10 "$1"; fi
                else
                  python3 -c {{Python}} "$@"
                fi
              }
              tries=0
              until fetch {{health}} >/dev/null 2>&1; do
                tries=$((tries + 1))
                [ $tries -lt {{(minutes * 60).ToString(CultureInfo.InvariantCulture)}} ] || { echo "not ready after $tries tries: {{ShellScript.Command(health)}}"; exit 1; }
                sleep 1
              done
              fetch {{completions}} {{request}}
              """);
    }
}
