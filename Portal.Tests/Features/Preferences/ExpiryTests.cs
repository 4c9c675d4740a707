using Portal.Preferences;

namespace Portal.Tests.Features.Preferences;

public sealed class ExpiryTests
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    [Theory]
    [InlineData("2026-03-14T09:30:00Z", "2026-03-14T14:59:00Z")] // 18:30 in Tokyo: until a minute before midnight
    [InlineData("2026-03-14T14:10:00Z", "2026-03-14T19:00:00Z")] // 23:10: until four in the morning
    [InlineData("2026-03-14T16:30:00Z", "2026-03-15T14:59:00Z")] // 01:30: the evening of the day that has begun
    public void Tonight_ends_by_the_clock_of_the_person(string now, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, null).UtcDateTime, Expiry.Of(ExpiryChoice.Tonight, DateTimeOffset.Parse(now, null), Tokyo));

    [Theory]
    [InlineData(ExpiryChoice.Always, null)]
    [InlineData(ExpiryChoice.ThreeDays, 3)]
    [InlineData(ExpiryChoice.Week, 7)]
    public void Other_choices_count_from_now(ExpiryChoice choice, int? days)
    {
        DateTimeOffset now = new(2026, 3, 14, 9, 30, 0, TimeSpan.Zero);

        Assert.Equal(days is { } many ? now.UtcDateTime.AddDays(many) : null, Expiry.Of(choice, now, Tokyo));
    }

    [Fact]
    public void A_session_is_three_hours() =>
        Assert.Equal(new DateTime(2026, 3, 14, 12, 30, 0), Expiry.Of(ExpiryChoice.Session, new DateTimeOffset(2026, 3, 14, 9, 30, 0, TimeSpan.Zero), Tokyo));

    [Fact]
    public void A_day_ends_even_where_its_last_minute_is_skipped()
    {
        // Lebanon's clocks go forward at midnight; this zone's do so a minute before.
        var start = TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 23, 59, 0), 3, 14);
        var end = TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 23, 59, 0), 10, 14);
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), start, end);
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), "test", "test", "test", [rule]);

        Assert.Equal(new DateTime(2026, 3, 14, 21, 59, 0), Expiry.EndOf(new DateOnly(2026, 3, 14), zone));
    }
}
