namespace Portal.Accounts;

/// <summary>The two accounts that see behind the scenes of the demo. They have no password.</summary>
internal static class DemoAccounts
{
    public const string Admin = "admin";

    public const string Analyst = "analyst";

    public static bool Contains(string? userName) => userName is Admin or Analyst;
}
