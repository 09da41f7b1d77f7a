using Pipeline.Activities.Gaudi.Install;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Probing;

/// <summary>Asks for the versions that <see cref="SoftwareVersions"/> reads; run where the ranks will run.</summary>
internal static class SoftwareProbe
{
    /// <summary>Ends with exit code 0 also when packages are missing.</summary>
    public static ShellScript Script => ShellScript.Of(
        $"""
         python3 --version 2>&1
         pip show {SoftwareVersions.Packages} 2>/dev/null || :
         """);
}
