namespace Portal.Engine;

/// <summary>Something that ranks by versions of the weights besides the live one. While it does, they are neither changed nor deleted.</summary>
public interface IWeightUse
{
    /// <summary>Whether it ranks by a version now, or may again at any moment.</summary>
    Task<bool> RanksByAsync(int version, CancellationToken cancellationToken);

    /// <summary>Names of what compares with whatever is live, and compares something else when that changes.</summary>
    Task<IReadOnlyList<string>> FollowersAsync(CancellationToken cancellationToken);
}
