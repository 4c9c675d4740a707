namespace Portal.Accounts;

/// <summary>The roles. An administrator carries all three, an analyst two.</summary>
public static class Roles
{
    public const string User = "User";

    public const string Analyst = "Analyst";

    public const string Admin = "Admin";

    public static IReadOnlyList<string> All { get; } = [User, Analyst, Admin];
}

/// <summary>Names for <c>[Authorize(Policy = …)]</c>.</summary>
public static class Policies
{
    /// <summary>May see experiments and quality: analysts and administrators.</summary>
    public const string Analyst = "analyst";

    /// <summary>May change weights, data and jobs.</summary>
    public const string Admin = "admin";
}
