using System.Linq.Expressions;
using Portal.Data.Entities;
using Portal.Domain.Profiles;

namespace Portal.People;

/// <summary>Why a person puts an item away without judging it: the reason of an interaction of the kind <see cref="InteractionKind.Dismiss"/>.</summary>
public static class Dismissal
{
    /// <summary>They know it already.</summary>
    public const string Seen = "seen";

    /// <summary>They do not want it at present.</summary>
    public const string NotNow = "not-now";

    /// <summary>For how long "not now" puts an item away.</summary>
    public static readonly TimeSpan NotNowLasts = TimeSpan.FromDays(7);

    /// <summary>Leaves out every "not now" whose time is over.</summary>
    internal static Expression<Func<InteractionEntity, bool>> StillCounts(DateTimeOffset now)
    {
        var since = now.UtcDateTime - NotNowLasts;
        return row => row.Kind != InteractionKind.Dismiss || row.Reason != NotNow || row.AtUtc > since;
    }
}
