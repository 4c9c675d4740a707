namespace Portal.Users;

/// <summary>Names the texts of the pages about people's accounts (UsersText.resx).</summary>
public sealed class UsersText;
