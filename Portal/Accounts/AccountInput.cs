namespace Portal.Accounts;

/// <summary>The sign-in form.</summary>
public sealed class LoginInput
{
    public string Email { get; set; } = "";

    public string Password { get; set; } = "";

    public bool StaySignedIn { get; set; } = true;
}

/// <summary>The registration form.</summary>
public sealed class RegisterInput
{
    private const int MaxNameLength = 100;

    public string DisplayName { get; set; } = "";

    public string Email { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>
    /// The fields that cannot be right, with the key of the text that says why. Looks at the input alone, so that the
    /// answer is the same whether or not the e-mail is registered.
    /// </summary>
    public IEnumerable<(string Field, string TextKey)> Check()
    {
        if (DisplayName.Trim().Length is 0 or > MaxNameLength || DisplayName.Any(char.IsControl))
        {
            yield return (nameof(DisplayName), "NameRule");
        }

        if (!EmailRule.Accepts(Email.Trim()))
        {
            yield return (nameof(Email), "EmailRule");
        }

        if (Password.Length is < AccountOptions.MinPasswordLength or > AccountOptions.MaxPasswordLength)
        {
            yield return (nameof(Password), "PasswordRule");
        }
    }
}
