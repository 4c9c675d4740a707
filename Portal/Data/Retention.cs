namespace Portal.Data;

/// <summary>How long what grows by itself is kept.</summary>
internal static class Retention
{
    /// <summary>Runs of each job.</summary>
    public const int Runs = 200;

    /// <summary>Served lists with their places; never before they are rolled up.</summary>
    public static readonly TimeSpan Feeds = TimeSpan.FromDays(90);

    /// <summary>What was counted in each hour.</summary>
    public static readonly TimeSpan RollUps = TimeSpan.FromDays(400);

    /// <summary>Reviews that were taken back.</summary>
    public static readonly TimeSpan DeletedReviews = TimeSpan.FromDays(30);

    /// <summary>Plans of chains of jobs.</summary>
    public static readonly TimeSpan Chains = TimeSpan.FromDays(30);
}
