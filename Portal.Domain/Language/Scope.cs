namespace Portal.Domain.Language;

/// <summary>A part of the day or week, by the person's clock.</summary>
public enum ScopeTime
{
    /// <summary>5 to 12.</summary>
    Morning,

    /// <summary>12 to 18.</summary>
    Afternoon,

    /// <summary>18 to 23.</summary>
    Evening,

    /// <summary>23 to 5.</summary>
    Night,

    /// <summary>Monday to Friday.</summary>
    Weekday,

    /// <summary>Saturday and Sunday.</summary>
    Weekend,
}

/// <summary>For how long something is said; what it means on the clock is settled when the statement is saved.</summary>
public enum ScopeSpan
{
    /// <summary>This visit.</summary>
    Session,

    /// <summary>Until the end of the day.</summary>
    Today,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>Thirty days.</summary>
    Month,
}

/// <summary>When a clause counts; a part that is null does not limit it.</summary>
/// <param name="Time">Only in this part of the day or week.</param>
/// <param name="Occasion">Only when the mood of the visit says so, e.g. <c>tired</c>.</param>
/// <param name="Span">For so long.</param>
public sealed record Scope(ScopeTime? Time = null, string? Occasion = null, ScopeSpan? Span = null);
