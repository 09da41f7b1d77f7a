using static Pipeline.Activities.Gaudi.Failures.FailureKind;

namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>What the official unify, postprocess and expand scripts print when they fail.</summary>
internal static class MeasurementFailures
{
    public static readonly IReadOnlyList<KnownFailure> All =
    [
        new(Configuration, @"Original total_rank (\d+) should be larger than your target rank (\d+)", "$1 ranks cannot be unified to $2.", "Give -r a smaller number that divides $1."),
        new(Configuration, @"_mod_list\.json doesn't exist in\s*(\S*)", "The folder $1 holds no original measurements.", "Give -m the folder with the measurement files of the calibration (…/g2/), not the model."),
        new(Configuration, @"Unrecognized file name!", "The folder holds JSON files that are no measurements.", "Unify a folder that holds nothing but measurements."),
        new(Configuration, @"Error: invalid measurement paths", "The folder holds no complete set of measurements.", "Check that every rank wrote its files; give -m the folder of one calibration."),
        new(Configuration, @"number of intermediate amax should be (\d+), but got (\d+)", "The measurements hold $2 experts where $1 are expected.", "Unify to one rank with -u first, then expand."),
    ];
}
