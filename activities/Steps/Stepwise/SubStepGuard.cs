using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps.Stepwise;

/// <summary>The marker file of a sub-step that is done.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Fingerprint">Of the commands up to this sub-step: what its result depends on.</param>
internal sealed record SubStepMark(string Path, string Fingerprint);

/// <summary>
/// Lets a calibration go on where it stopped. A sub-step that is done leaves a marker: the fingerprint of what led to it and
/// the SHA-256 of the files that all later ones need. Before a sub-step runs, its own marker and those of later ones are
/// tried: one whose files are all intact means that there is nothing to do. So a damaged file sends the calibration back
/// exactly as far as its content is needed.
/// </summary>
/// <param name="Number">1 to 5.</param>
/// <param name="Heading">The line that announces it.</param>
/// <param name="Folder">The model's result folder; files are named relative to it.</param>
/// <param name="Marks">The marker of this sub-step, then those of the later ones.</param>
internal sealed record SubStepGuard(int Number, string Heading, string Folder, IReadOnlyList<SubStepMark> Marks) : IJobGuard
{
    /// <summary>What the sub-step must leave; a file that is missing or cut off fails it, whatever its exit code.</summary>
    public IReadOnlyList<string> Leaves { get; init; } = [];

    /// <summary>The files whose hashes the marker holds.</summary>
    public IReadOnlyList<string> Keeps { get; init; } = [];

    /// <summary>Puts the folder into the state that the sub-step expects.</summary>
    public ShellScript Before { get; init; } = ShellScript.Empty;

    /// <summary>Runs when the sub-step left what it must.</summary>
    public ShellScript After { get; init; } = ShellScript.Empty;

    /// <inheritdoc/>
    public ShellScript Check
    {
        get
        {
            var tries = ShellScript.Of($"false");
            foreach (var mark in Marks)
                tries = ShellScript.Of($"{tries} || {ResultGuard.Intact(Folder, mark.Path, mark.Fingerprint)}");
            return tries;
        }
    }

    /// <inheritdoc/>
    public ShellScript Around(ShellScript command)
    {
        var own = Marks[0];
        return ShellScript.Of(
            $$"""
              echo
              echo {{Heading}}
              whole() {
                [ -s "$1" ] || return 1
                case $1 in
                  *.json) case $(tail -c 2 "$1" | tr -d '[:space:]') in *[]}]) ;; *) return 1 ;; esac ;;
                  *.npz) [ "$(tail -c 22 "$1" | head -c 2)" = PK ] ;;
                esac
              }
              if
              {{Check}}
              then
                echo {{ResultGuard.UpToDate}}
                exit 0
              fi
              mkdir -p {{Folder}} && rm -f {{Marks.Select(m => m.Path)}} || exit 1
              (
              set -e
              cd {{Folder}}
              {{Before}}
              )
              code=$?
              [ $code -eq 0 ] || exit $code
              (
              {{command}}
              )
              code=$?
              [ $code -eq 0 ] || { echo Error in step {{Number}}; exit $code; }
              cd {{Folder}} || exit 1
              missing= cut=
              for file in {{Leaves}}; do
                [ -e "$file" ] || { missing="$missing $file"; continue; }
                whole "$file" || cut="$cut $file"
              done
              [ -z "$missing" ] || echo "pipeline: sub-step {{Number}} left no$missing" >&2
              [ -z "$cut" ] || echo "pipeline: sub-step {{Number}} left cut off$cut" >&2
              [ -z "$missing$cut" ] || exit 1
              (
              set -e
              {{After}}
              )
              code=$?
              [ $code -eq 0 ] || exit $code
              { echo {{own.Fingerprint}}; sha256sum {{Keeps}}; } > {{own.Path}}.tmp && mv {{own.Path}}.tmp {{own.Path}} || exit 1
              echo Step {{Number}} done
              """);
    }
}
