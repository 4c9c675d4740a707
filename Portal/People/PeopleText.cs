namespace Portal.People;

/// <summary>Names the texts of what every page shows of items and opinions (PeopleText.resx).</summary>
public sealed class PeopleText;
