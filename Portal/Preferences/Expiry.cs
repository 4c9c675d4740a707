using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Domain.Language;
using Portal.People;

namespace Portal.Preferences;

public enum ExpiryChoice
{
    Always,

    /// <summary>Three hours: about one visit.</summary>
    Session,
    Tonight,
    ThreeDays,
    Week,
}

/// <summary>When a statement ends, by the clock of the person who says so.</summary>
public static class Expiry
{
    /// <summary>How long what is said for this visit counts.</summary>
    public static readonly TimeSpan Session = TimeSpan.FromHours(3);

    private static readonly TimeOnly LastMinute = new(23, 59), SmallHours = new(4, 0);

    /// <summary>The moment that a choice made now means; null for never.</summary>
    public static DateTime? Of(ExpiryChoice choice, DateTimeOffset now, TimeZoneInfo zone) => choice switch
    {
        ExpiryChoice.Session => now.UtcDateTime + Session,
        ExpiryChoice.Tonight => Tonight(now, zone),
        ExpiryChoice.ThreeDays => now.UtcDateTime.AddDays(3),
        ExpiryChoice.Week => now.UtcDateTime.AddDays(7),
        _ => null,
    };

    /// <summary>The moment that "today" or "this week", said now, means.</summary>
    public static DateTimeOffset EndOf(ScopeSpan span, DateTimeOffset now, TimeZoneInfo zone) => span switch
    {
        ScopeSpan.Session => now + Session,
        ScopeSpan.Today => new DateTimeOffset(Tonight(now, zone), TimeSpan.Zero),
        ScopeSpan.Week => now.AddDays(7),
        _ => now.AddDays(30),
    };

    /// <summary>The last minute of a day.</summary>
    public static DateTime EndOf(DateOnly day, TimeZoneInfo zone) => ToUtc(day.ToDateTime(LastMinute), zone);

    /// <summary>"Until March 14, 11:59 PM"; without a moment "Always".</summary>
    public static string Words(IStringLocalizer<PreferencesText> text, DateTime? expiresUtc, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (expiresUtc is not { } moment)
        {
            return text["ExpiryAlways"];
        }

        var local = BrowserTime.Local(moment, zone);
        return local.Date == BrowserTime.Local(now.UtcDateTime, zone).Date ? text["UntilToday", local.ToString("t", CultureInfo.CurrentCulture)] : text["Until", Moment(moment, now, zone)];
    }

    /// <summary>What is said when it was set.</summary>
    public static string Done(IStringLocalizer<PreferencesText> text, DateTime? expiresUtc, DateTimeOffset now, TimeZoneInfo zone) =>
        expiresUtc is { } moment ? text["DoneExpiry", Moment(moment, now, zone)] : text["DoneExpiryAlways"];

    /// <summary>"March 14, 11:59 PM", with the year where it is another one.</summary>
    public static string Moment(DateTime utc, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = BrowserTime.Local(utc, zone);
        var day = local.Year == BrowserTime.Local(now.UtcDateTime, zone).Year ? local.ToString("M", CultureInfo.CurrentCulture) : local.ToString("d", CultureInfo.CurrentCulture);
        return $"{day}, {local:t}";
    }

    // An evening does not end at midnight for those who say so shortly before it.
    private static DateTime Tonight(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = BrowserTime.Local(now.UtcDateTime, zone);
        var today = DateOnly.FromDateTime(local);
        return local.Hour >= 22 ? ToUtc(today.AddDays(1).ToDateTime(SmallHours), zone) : EndOf(today, zone);
    }

    // Where the clocks are put forward over that minute, it is an hour later.
    private static DateTime ToUtc(DateTime local, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
}
