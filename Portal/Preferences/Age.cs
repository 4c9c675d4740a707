using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.People;

namespace Portal.Preferences;

/// <summary>How long ago something was, in words.</summary>
public static class Age
{
    private const int MostDays = 30;

    // Nobody asks on which weekday it was last spring.
    private static string LongDate => CultureInfo.CurrentCulture.DateTimeFormat.LongDatePattern
        .Replace("dddd, ", "", StringComparison.Ordinal).Replace("dddd", "", StringComparison.Ordinal).Trim();

    public static string Words(IStringLocalizer<PreferencesText> text, DateTime utc, DateTimeOffset now, TimeZoneInfo zone)
    {
        var age = now.UtcDateTime - utc;
        return age switch
        {
            { TotalMinutes: < 1 } => text["JustNow"],
            { TotalMinutes: < 2 } => text["MinuteAgo"],
            { TotalHours: < 1 } => text["MinutesAgo", (int)age.TotalMinutes],
            { TotalHours: < 2 } => text["HourAgo"],
            { TotalDays: < 1 } => text["HoursAgo", (int)age.TotalHours],
            { TotalDays: < 2 } => text["DayAgo"],
            { TotalDays: < MostDays } => text["DaysAgo", (int)age.TotalDays],
            _ => text["OnDate", BrowserTime.Local(utc, zone).ToString(LongDate, CultureInfo.CurrentCulture)],
        };
    }
}
