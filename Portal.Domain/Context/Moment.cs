namespace Portal.Domain.Context;

/// <summary>Part of the day, by local time.</summary>
public enum DayPart
{
    /// <summary>0:00 to 5:59.</summary>
    Night,

    /// <summary>6:00 to 11:59.</summary>
    Morning,

    /// <summary>12:00 to 17:59.</summary>
    Afternoon,

    /// <summary>18:00 to 23:59.</summary>
    Evening,
}

/// <summary>Working day or not, by local time.</summary>
public enum DayKind
{
    /// <summary>Monday to Friday.</summary>
    Weekday,

    /// <summary>Saturday and Sunday.</summary>
    Weekend,
}

/// <summary>Part of the year; months, not seasons, because those depend on the hemisphere.</summary>
public enum YearPart
{
    /// <summary>December to February.</summary>
    DecemberToFebruary,

    /// <summary>March to May.</summary>
    MarchToMay,

    /// <summary>June to August.</summary>
    JuneToAugust,

    /// <summary>September to November.</summary>
    SeptemberToNovember,
}

/// <summary>What a page is looked at on.</summary>
public enum DeviceClass
{
    /// <summary>A telephone.</summary>
    Phone,

    /// <summary>A tablet.</summary>
    Tablet,

    /// <summary>A desktop or laptop computer.</summary>
    Desktop,

    /// <summary>A television set.</summary>
    Television,
}

/// <summary>Every value of every dimension, for saying which one it was.</summary>
public enum ContextValue
{
    /// <summary><see cref="Context.DayPart.Night"/>.</summary>
    Night,

    /// <summary><see cref="Context.DayPart.Morning"/>.</summary>
    Morning,

    /// <summary><see cref="Context.DayPart.Afternoon"/>.</summary>
    Afternoon,

    /// <summary><see cref="Context.DayPart.Evening"/>.</summary>
    Evening,

    /// <summary><see cref="Context.DayKind.Weekday"/>.</summary>
    Weekday,

    /// <summary><see cref="Context.DayKind.Weekend"/>.</summary>
    Weekend,

    /// <summary><see cref="Context.YearPart.DecemberToFebruary"/>.</summary>
    DecemberToFebruary,

    /// <summary><see cref="Context.YearPart.MarchToMay"/>.</summary>
    MarchToMay,

    /// <summary><see cref="Context.YearPart.JuneToAugust"/>.</summary>
    JuneToAugust,

    /// <summary><see cref="Context.YearPart.SeptemberToNovember"/>.</summary>
    SeptemberToNovember,

    /// <summary><see cref="DeviceClass.Phone"/>.</summary>
    Phone,

    /// <summary><see cref="DeviceClass.Tablet"/>.</summary>
    Tablet,

    /// <summary><see cref="DeviceClass.Desktop"/>.</summary>
    Desktop,

    /// <summary><see cref="DeviceClass.Television"/>.</summary>
    Television,
}

/// <summary>When and on what somebody is here, as far as known; null is unknown and adds nothing.</summary>
/// <param name="DayPart">Part of the day.</param>
/// <param name="DayKind">Working day or not.</param>
/// <param name="YearPart">Part of the year.</param>
/// <param name="Device">What the page is looked at on.</param>
public readonly record struct Moment(DayPart? DayPart, DayKind? DayKind, YearPart? YearPart, DeviceClass? Device)
{
    /// <summary>Number of dimensions.</summary>
    internal const int Dimensions = 4;

    /// <summary>Number of values of all dimensions.</summary>
    internal const int Values = 14;

    /// <summary>Of which nothing is known.</summary>
    public static readonly Moment Unknown;

    /// <summary>The moment of an instant; the person's own local time, as its offset says.</summary>
    public static Moment Of(DateTimeOffset local, DeviceClass? device = null) => new(
        (DayPart)(local.Hour / 6),
        local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? Context.DayKind.Weekend : Context.DayKind.Weekday,
        (YearPart)(local.Month % 12 / 3),
        device);

    /// <summary>Writes the value of each dimension, −1 where unknown.</summary>
    internal void Write(Span<int> values)
    {
        values[0] = (int?)DayPart ?? -1;
        values[1] = DayKind is { } day ? (int)ContextValue.Weekday + (int)day : -1;
        values[2] = YearPart is { } year ? (int)ContextValue.DecemberToFebruary + (int)year : -1;
        values[3] = Device is { } device ? (int)ContextValue.Phone + (int)device : -1;
    }
}
