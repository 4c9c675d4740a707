namespace Portal.Feed;

/// <summary>Names the texts of the feed (FeedText.resx).</summary>
public sealed class FeedText;
