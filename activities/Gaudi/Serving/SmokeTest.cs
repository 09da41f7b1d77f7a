using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Gaudi.Serving;

/// <summary>
/// Judges the text of one completion. Wrong scales show as <c>!!!!</c> or one token over and over; that the text makes
/// sense is not judged.
/// </summary>
public static class SmokeTest
{
    // Longest token, in characters, that a repetition is looked for of, and how often it must come.
    private const int LongestToken = 12;
    private const int Repetitions = 4;

    /// <summary>The failure that an answer of <c>/v1/completions</c> shows; null when its text looks like language.</summary>
    public static Failure? Judge(string body) =>
        ServerAnswers.Completion(200, body).Succeeded(out var completion, out var failure) ? JudgeText(completion.Text) : failure;

    /// <summary>The failure that the text shows; null when it looks like language.</summary>
    public static Failure? JudgeText(string text)
    {
        var answer = text.Trim();
        if (answer.Length == 0)
            return Bad("The smoke test's answer is empty.", text);
        return IsRepetition(answer)
            ? Bad($"The smoke test's answer repeats one token: {answer[..Math.Min(answer.Length, 40)]}", text)
            : null;
    }

    private static bool IsRepetition(string answer)
    {
        for (var period = 1; period <= LongestToken && period * Repetitions <= answer.Length + 1; period++)
        {
            if (answer.Skip(period).Zip(answer).All(pair => pair.First == pair.Second))
                return true;
        }

        return false;
    }

    private static Failure Bad(string summary, string text) => new(
        FailureKind.Configuration,
        summary,
        "The scales are likely wrong: check that QUANT_CONFIG names the measurements of this model, device type and number of ranks; calibrate with more samples.",
        text);
}
