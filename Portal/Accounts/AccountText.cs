namespace Portal.Accounts;

/// <summary>Names the texts of this folder: AccountText.resx and its translations.</summary>
public sealed class AccountText;
