namespace Portal.Reviews;

/// <summary>Names the texts of the page of reviews (ReviewsText.resx).</summary>
public sealed class ReviewsText;
