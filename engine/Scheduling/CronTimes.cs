using Cronos;

namespace Pipeline.Engine.Scheduling;

/// <summary>Times of Cron expressions: five fields, or six with seconds first. In UTC, so that no time is skipped or comes twice.</summary>
public static class CronTimes
{
    /// <summary>The first time after <paramref name="after"/>; null if there is none.</summary>
    /// <exception cref="FormatException">The expression is none.</exception>
    public static DateTimeOffset? Next(string expression, DateTimeOffset after) => Parse(expression).GetNextOccurrence(after, TimeZoneInfo.Utc);

    /// <exception cref="FormatException">The expression is none.</exception>
    internal static CronExpression Parse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        try
        {
            return CronExpression.Parse(expression, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
        }
        catch (CronFormatException e)
        {
            throw new FormatException($"'{expression}' is no Cron expression: {e.Message} Use five fields (minute hour day month weekday), or six with seconds first.", e);
        }
    }
}
