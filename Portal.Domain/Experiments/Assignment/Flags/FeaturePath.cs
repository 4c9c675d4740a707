namespace Portal.Domain.Experiments.Assignment.Flags;

/// <summary>The features that are being asked, each by the one before.</summary>
internal sealed record FeaturePath(string Key, FeaturePath? Before)
{
    public static bool Contains(FeaturePath? path, string key)
    {
        for (; path is not null; path = path.Before)
        {
            if (path.Key == key)
            {
                return true;
            }
        }

        return false;
    }
}
